// What a mapping would make of the latest orders.
import { facts, h, notice, pill } from "./dom.js";
import { counted, isZero, money, words, worth } from "./format.js";
import { changes } from "./order-differences.js";

/** So many show their values at once; the others on demand. */
const OPEN = 5;

export function previewed(store, result) {
  return [
    notice(result.changed > 0 ? "info" : "quiet", result.changed > 0
      ? `${result.changed.toLocaleString()} of the latest ${counted(result.orders, "order")} would say something else`
      : `The latest ${counted(result.orders, "order")} would say what they say now`,
    h("p", {}, "They were made again of what is archived: nothing was written, and the shop was not asked."),
    !result.complete && h("p", {}, "Time ran out before the others that were asked for were looked at: the history has more to say."),
    result.waiting > 0 && h("p", {}, `${counted(result.waiting, "order")} would be committed once the shop is asked for it.`)),
    facts(result.money.map((each) => [`Worth in ${each.before.currency}`, [money(each.after), " ", h("strong", { class: "difference" }, difference(each.by))]])),
    result.items.length > 0 && h("ul", { class: "entries" }, result.items.map((each, place) => item(store, each, place < OPEN))),
    result.skipped.length > 0 && h("details", { class: "fold" }, h("summary", {}, `${counted(result.skipped.length, "order")} cannot be made again`),
      h("ul", {}, result.skipped.map((each) => h("li", {}, link(store, each.external_id, each.external_id), `: ${each.reason}`)))),
  ];
}

/** "+1.00 €", or that nothing changes. */
function difference(by) {
  if (isZero(by)) return "no difference";
  return `${by.amount.startsWith("-") ? "" : "+"}${money(by)}`;
}

function link(store, id, text) {
  return h("a", { href: `/console/orders/${encodeURIComponent(store)}/${encodeURIComponent(id)}` }, text);
}

function item(store, each, open) {
  const same = each.before === each.after;
  return h("li", { class: "block", "data-order": each.external_id },
    h("div", { class: "entry-head" },
      h("div", {}, h("h3", { class: "small-title" }, "Order ", link(store, each.external_id, each.number)),
        h("p", { class: "muted" }, `version ${each.version}, made with mapping ${each.mapping_version}`)),
      h("div", { class: "states" }, pill(worth(each.before), words(each.before)), !same && ["→ ", pill(worth(each.after), words(each.after))],
        each.by && !isZero(each.by) && h("strong", { class: "difference" }, difference(each.by)))),
    each.waits_for_cart && notice("info", "It would be committed once the shop is asked for it"),
    each.differences.length > 0 && h("details", { class: "fold", open }, h("summary", {}, counted(each.differences.length, "value")), h("div", { class: "differences" }, changes(each))));
}
