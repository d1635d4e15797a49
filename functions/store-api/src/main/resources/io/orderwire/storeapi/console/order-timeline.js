// What came in about an order and what was recorded of it, in the order of our time.
import { get, storePath } from "./api.js";
import { action, announce, fill, h, refusal, table } from "./dom.js";
import { counted, moment, span, words } from "./format.js";

const COLUMNS = [["What", ""], ["Here", ""], ["In the shop", ""], ["Gap", ""]];

export function timeline(order, { store, id, address, signal }) {
  const place = h("div", { class: "timeline", tabindex: "-1" }, h("p", { class: "waiting" }, "Reading what came in…"));
  const told = h("div", {});
  const held = [];
  let cursor;
  const load = async () => {
    try {
      const page = await get(storePath(store, "orders", id, "timeline"), { limit: 20, cursor }, signal);
      held.push(...page.items);
      cursor = page.next_cursor;
      fill(place, table("Receipts and versions in the order of their arrival", COLUMNS, rows(held, { whole: !cursor, address })));
      fill(told);
      if (more.isConnected) announce(`${counted(page.items.length, "more entry", "more entries")}`);
      if (cursor) actions.append(more);
      else if (more.isConnected) {
        more.remove();
        place.focus({ preventScroll: true });
      }
    } catch (error) {
      if (!signal.aborted) fill(held.length ? told : place, refusal(error));
    }
  };
  const more = action("More", load, { "aria-label": "More of the timeline" });
  const actions = h("div", { class: "actions" });
  load();
  return [h("p", { class: "muted" }, "The gap is how long after the change in the shop we heard of it or recorded it; it is ahead where the shop’s clock runs before ours."), place, told, actions];
}

/** The version that a receipt led to may stand on the page after. */
function rows(held, { whole, address }) {
  const versions = held.filter(({ kind }) => kind === "version").map(({ version }) => version);
  return held.map((each) => [
    each.kind === "version" ? recorded(each.version, address) : received(each, versions, whole, address),
    moment(each.at), moment(each.cart_at) || h("span", { class: "muted" }, "not said"), gap(each.gap_ms),
  ]);
}

function recorded(version, address) {
  return [h("strong", {}, h("a", { href: `${address}?version=${version.version}` }, `Version ${version.version}`)), ` ${words(version.status)}`,
    h("span", { class: "muted sub" }, `recorded by ${version.cause}`, !version.announced && ", kept off the bus"),
    version.transitions.length > 0 && h("span", { class: "tags" }, version.transitions.map((each) => h("span", { class: "tag" }, words(each))))];
}

function received(receipt, versions, whole, address) {
  const made = versions.find((version) => version.raw_key === receipt.raw_key);
  const result = made
    ? ["became ", h("a", { href: `${address}?version=${made.version}` }, `version ${made.version}`), "; ", h("a", { href: `${address}/versions/${made.version}`, "aria-label": `payload of version ${made.version}` }, "its payload")]
    : whole && "no version of its own";
  return [receipt.fetched ? "Fetched from the shop" : "Received",
    h("span", { class: "muted sub" }, "receipt ", h("code", {}, receipt.receipt_id)),
    result && h("span", { class: "sub" }, result)];
}

function gap(milliseconds) {
  if (milliseconds === undefined) return h("span", { class: "muted" }, "–");
  if (milliseconds === 0) return "none";
  const size = Math.abs(milliseconds) < 1000 ? `${Math.abs(milliseconds)} ms` : span(Math.abs(milliseconds));
  return milliseconds > 0 ? `${size} late` : h("strong", {}, `${size} ahead`);
}
