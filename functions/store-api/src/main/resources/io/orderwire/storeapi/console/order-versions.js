// The versions of an order, why each exists, and the canonical JSON of any of them.
import { get, storePath } from "./api.js";
import { button, copyButton, fill, h, refusal } from "./dom.js";
import { counted, moment, time, words } from "./format.js";

export function versions(order, { store, id, address, signal }) {
  const list = h("ol", { class: "versions", reversed: true });
  const more = h("div", { class: "actions" });
  const held = [];
  const show = () => fill(list, held.toSorted((one, other) => other.version - one.version).map((each) => entry(each, order.version, address)));
  const load = async (cursor) => {
    try {
      const page = await get(storePath(store, "orders", id, "versions"), { limit: 100, cursor }, signal);
      held.push(...page.items);
      show();
      fill(more, page.next_cursor && button("More versions", () => load(page.next_cursor)));
    } catch (error) {
      if (!signal.aborted) fill(more, refusal(error));
    }
  };
  load();
  return [list, more];
}

function entry(version, shown, address) {
  return h("li", { value: version.version, "aria-current": version.version === shown ? "true" : undefined },
    h("div", {}, h("a", { href: `${address}?version=${version.version}` }, `Version ${version.version}`), " ",
      h("span", { class: "muted" }, `${words(version.status)}, by ${version.cause}, `, time(version.recorded_at)),
      !version.announced && h("span", { class: "tag" }, "kept off the bus")),
    h("div", { class: "tags" }, version.transitions.map((each) => h("span", { class: "tag" }, words(each)))),
    h("div", { class: "links" },
      version.version > 1 && h("a", { href: `${address}?version=${version.version}&from=${version.version - 1}&to=${version.version}#differences`, "aria-label": `What version ${version.version} changed` }, "What it changed"),
      h("a", { href: `${address}/versions/${version.version}`, "aria-label": `Where version ${version.version} comes from` }, "Where it comes from")),
    h("details", {}, h("summary", {}, version.changed.length ? `${counted(version.changed.length, "part")} changed` : "First version"),
      version.changed.length > 0 && h("ul", { class: "codes" }, version.changed.map((path) => h("li", {}, h("code", {}, path)))),
      h("p", { class: "muted small-text" }, `In the shop ${moment(version.occurred_at)}, here ${moment(version.recorded_at)}; mapping ${version.mapping_version}; receipt ${version.receipt_id}`)));
}

/** Written out when it is opened: it is long. */
export function json(order) {
  const place = h("div", {});
  return h("details", {
    class: "fold",
    ontoggle: (event) => {
      if (!event.target.open || place.hasChildNodes()) return;
      const text = JSON.stringify(order, null, 2);
      fill(place, h("div", { class: "actions" }, copyButton(text, "canonical JSON")), h("pre", { tabindex: "0", "aria-label": "Canonical JSON" }, text));
    },
  }, h("summary", {}, `Version ${order.version} as JSON`), place);
}
