// How the total comes about, step by step: as the shop states it and as recomputed from the lines.
import { h, pill, s, table } from "./dom.js";
import { isZero, length, minus, money, plus, words, worth } from "./format.js";

const LEDGERS = ["display", "reconciliation"];

/**
 * The steps of a sheet: what is added, where the bar begins and ends. A part that is not stated has no
 * amount. Goods are after their discounts; tax adds up only where prices do not hold it already.
 */
function steps(sheet, taxesIncluded) {
  const currency = sheet.grand_total.currency;
  const zero = { amount: "0", currency };
  const list = [];
  let reached = zero;
  const step = (name, amount, sign = 1) => {
    const from = reached;
    if (amount) reached = sign > 0 ? plus(reached, amount) : minus(reached, amount);
    list.push({ name, amount, sign, from, to: reached });
  };
  const discount = sheet.discount_total && !isZero(sheet.discount_total) ? sheet.discount_total : undefined;
  step("goods", sheet.subtotal && discount ? plus(sheet.subtotal, discount) : sheet.subtotal);
  step("discounts", sheet.subtotal && discount, -1);
  step("shipping", sheet.shipping_total);
  step("charges", sheet.charges_total);
  if (!taxesIncluded) step("tax", sheet.tax_total);
  list.push({ name: "grand", amount: sheet.grand_total, sign: 1, from: zero, to: sheet.grand_total, isSum: true });
  if (sheet.refunded_total && !isZero(sheet.refunded_total)) {
    list.push({ name: "refunded", amount: sheet.refunded_total, sign: -1, from: sheet.grand_total, to: minus(sheet.grand_total, sheet.refunded_total) });
    list.push({ name: "left", amount: minus(sheet.grand_total, sheet.refunded_total), sign: 1, from: zero, to: minus(sheet.grand_total, sheet.refunded_total), isSum: true });
  }
  return list;
}

const NAMES = { goods: "Goods", discounts: "Discounts", shipping: "Shipping", charges: "Charges", tax: "Tax", grand: "Total", refunded: "Refunded", left: "Left after refunds" };

/** The bars of one step in both ledgers. Hidden from who listens: the table around says the same. */
function picture(pair, most, least) {
  const place = (value) => ((length(value) - least) / (most - least || 1)) * 100;
  return s("svg", { class: "bars", width: "100%", height: "30", "aria-hidden": "true", focusable: "false" },
    s("line", { class: "axis", x1: `${-least / (most - least || 1) * 100}%`, x2: `${-least / (most - least || 1) * 100}%`, y1: "0", y2: "30" }),
    pair.map((step, at) => {
      if (!step?.amount) return "";
      const [left, right] = [place(step.from), place(step.to)].sort((one, other) => one - other);
      return s("rect", {
        class: `bar ${LEDGERS[at]} ${step.isSum ? "sum" : step.sign < 0 ? "less" : "more"}`,
        x: `${left}%`, width: `${Math.max(right - left, isZero(step.amount) ? 0 : 0.6)}%`, y: at === 0 ? "3" : "18", height: at === 0 ? "12" : "9", rx: "2",
      });
    }));
}

const signed = (step) => (step?.amount ? `${step.sign < 0 ? "−" : ""}${money(step.amount)}` : h("span", { class: "muted" }, "not stated"));

export function totals(order) {
  const { totals: all } = order;
  const [stated, recomputed] = LEDGERS.map((ledger) => steps(all[ledger], all.taxes_included));
  const names = [...new Set([...stated, ...recomputed].map(({ name }) => name))].sort((one, other) => Object.keys(NAMES).indexOf(one) - Object.keys(NAMES).indexOf(other));
  const pairs = names.map((name) => [stated, recomputed].map((list) => list.find((step) => step.name === name)))
    .filter((pair) => pair.some((step) => step?.amount && (step.isSum || !isZero(step.amount))));
  const ends = pairs.flat().filter((step) => step?.amount).flatMap(({ from, to }) => [length(from), length(to)]);
  const [most, least] = [Math.max(...ends, 0), Math.min(...ends, 0)];
  return [
    h("p", { class: "states" }, pill(worth(all.state), words(all.state)), h("span", { class: "muted" }, sentence(all))),
    h("ul", { class: "legend", "aria-hidden": "true" },
      h("li", {}, h("span", { class: "swatch display" }), "as the shop states it"), h("li", {}, h("span", { class: "swatch reconciliation" }), "recomputed from the lines")),
    h("div", { class: "waterfall" }, table("How the total comes about", [["Part", ""], ["", "picture"], ["Shop", "amount"], ["Recomputed", "amount"], ["Difference", "amount"]],
      pairs.map(([one, other]) => [
        h(one?.isSum || other?.isSum ? "strong" : "span", {}, NAMES[(one ?? other).name]),
        picture([one, other], most, least), signed(one), signed(other), difference(one, other),
      ]))),
    all.taxes_included && all.display.tax_total && h("p", { class: "muted" }, `Prices contain tax: ${money(all.display.tax_total)} of it as the shop states, ${money(all.reconciliation.tax_total)} recomputed.`),
    all.variance.length > 0 && variances(all.variance),
    all.presentment && h("p", { class: "muted" }, `The buyer saw ${money(all.presentment.totals.grand_total)}`, all.presentment.rate && ` at a rate of ${all.presentment.rate}`, "."),
  ];
}

function sentence({ state }) {
  return { balanced: "Both ledgers agree to the cent.", explained: "They differ, and every cent of it is explained.", unexplained: "They differ, and nothing explains all of it." }[state];
}

function difference(one, other) {
  if (!one?.amount || !other?.amount) return h("span", { class: "muted" }, "–");
  const left = minus(one.amount, other.amount);
  return isZero(left) ? h("span", { class: "muted" }, "none") : h("strong", {}, money(left));
}

function variances(list) {
  return [h("h3", {}, "Differences, each with its cause"),
    table("Differences between the ledgers", [["Cause", ""], ["In", ""], ["Amount", "amount"]],
      list.map((each) => [pill(each.cause === "unknown" ? "warn" : "info", words(each.cause)), h("code", {}, each.path), h("strong", {}, money(each.amount))]))];
}
