// What a store's payloads look like: shapes as they came up, and values of which nothing is made.
import { get, storePath } from "./api.js";
import { action, button, capital, fill, h, pill, refusal } from "./dom.js";
import { counted, time, words } from "./format.js";

const MOST_SHOWN = 12;
const BROUGHT = { webhook: "as webhooks bring them", listed: "as they are listed", fetched: "as they are fetched" };

export function payloadShapes(store, signal) {
  const residue = h("div", { "aria-live": "polite" });
  const shapes = h("div", {}, h("p", { class: "waiting" }, "Loading…"));
  // Many payloads are read for it: only for whoever wants to know.
  const look = () => {
    fill(residue, h("p", { class: "waiting" }, "Looking through the latest payloads…"));
    return load(residue, async () => unmapped(await get(storePath(store, "unmapped"), {}, signal), store), signal);
  };
  const list = async (cursor, before = []) => {
    const page = await get(storePath(store, "shapes"), { limit: 5, cursor }, signal);
    const items = [...before, ...page.items];
    return [items.length ? h("ul", { class: "entries" }, items.map((each) => shape(each, store))) : h("p", { class: "muted" }, "No payload was looked at yet."),
      page.next_cursor && h("div", { class: "actions" }, button("Earlier shapes", () => load(shapes, () => list(page.next_cursor, items), signal)))];
  };
  load(shapes, () => list(), signal);
  return [h("p", { class: "muted" }, "Values of which nothing is made are left over. They are found by reading the latest payloads again."),
    h("div", { class: "actions" }, action("Look for what is left over", look)), residue, h("h3", {}, "Shapes"),
    h("p", { class: "muted" }, "What the payloads have and always have is learned for two weeks. What is new or gone after that is told on the bus, as schema.drifted."), shapes];
}

async function load(place, make, signal) {
  try {
    fill(place, await make());
  } catch (error) {
    if (!signal.aborted) fill(place, refusal(error));
  }
}

function unmapped({ payloads, items }, store) {
  if (payloads === 0) return h("p", { class: "muted" }, "No payload is there to look through yet.");
  if (items.length === 0) return h("p", {}, pill("good", "Nothing is left over"), ` All values of the latest ${counted(payloads, "payload")} are mapped, kept as custom fields, or left out for a reason.`);
  return [h("p", {}, pill("warn", counted(items.length, "place is left over", "places are left over")), ` Nothing is made of the values there. They were found in the latest ${counted(payloads, "payload")}:`),
    h("ul", {}, items.map((item) => h("li", {}, h("code", {}, item.path), ` in ${counted(item.payloads, "payload")}, such as `,
      h("a", { href: `/console/orders/${encodeURIComponent(store)}/${encodeURIComponent(item.sample.external_id)}/versions/${item.sample.version}` }, `order ${item.sample.external_id}`))))];
}

function shape(each, store) {
  const { sample } = each;
  return h("li", {},
    h("div", { class: "entry-head" },
      h("div", {}, h("strong", {}, `${capital(each.resource)}s ${BROUGHT[each.read] ?? each.read}`), h("span", { class: "muted sub" }, "first seen ", time(each.first_seen_at), ", shape ", h("code", {}, each.shape))),
      pill(each.announced ? "warn" : "quiet", each.announced ? "Told" : "Learned")),
    each.added.length > 0 && places(counted(each.added.length, "place is new", "places are new"), each.added.map(({ path, type }) => [h("code", {}, path || "/"), ` ${words(type)}`, each.unmapped.includes(path) && h("span", { class: "tag warn" }, "not mapped")])),
    each.removed.length > 0 && places(counted(each.removed.length, "place is no longer always there", "places are no longer always there"), each.removed.map((path) => h("code", {}, path))),
    h("p", { class: "muted small-text" }, "First in ", each.resource === "order" && sample.external_id
      ? h("a", { href: `/console/orders/${encodeURIComponent(store)}/${encodeURIComponent(sample.external_id)}` }, `order ${sample.external_id}`) : `${each.resource} ${sample.external_id ?? ""}`, ", receipt ", h("code", {}, sample.receipt_id)));
}

function places(title, items) {
  const list = h("ul", {}, items.map((item) => h("li", { class: "breaking" }, item)));
  return h("details", { class: "fold", open: items.length <= MOST_SHOWN }, h("summary", {}, title), list);
}
