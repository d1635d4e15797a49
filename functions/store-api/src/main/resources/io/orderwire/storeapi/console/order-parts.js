// The parts of an order, laid out for reading. Each gives nothing where the order has none of it.
import { facts, h, pill, table } from "./dom.js";
import { isZero, moment, money, words, worth } from "./format.js";

/** What it means here, and the platform's own word where that is another. */
function reading(value) {
  if (!value) return undefined;
  const same = !value.raw || value.raw === value.state;
  return [words(value.state), !same && h("span", { class: "muted" }, ` (“${value.raw}” in the shop)`)];
}

export function life(order) {
  const { lifecycle: life, commitment } = order;
  const has = (reading) => reading && reading.state !== "none";
  return [
    facts([
      ["Status", pill(worth(life.status), words(life.status))],
      ["Payment", reading(life.payment)], ["Fulfilment", reading(life.fulfilment)],
      ["Cancellation", has(life.cancellation) && reading(life.cancellation)], ["Return", has(life.return_status) && reading(life.return_status)],
      ["Placed", moment(life.placed_at)], ["Updated", moment(life.updated_at)], ["Paid", moment(life.paid_at)],
      ["Closed", moment(life.closed_at)], ["Cancelled", life.cancelled_at && `${moment(life.cancelled_at)} ${life.cancel_reason ?? ""}`],
      ["Channel", order.channel], ["Cart", order.cart_ref],
    ], "wide"),
    h("p", { class: "commitment" },
      commitment.state === "committed" ? ["Safe to import since ", moment(commitment.since), ": "] : "Observed only: nothing yet shows that it is safe to import.",
      (commitment.evidence ?? []).map((each, at) => [at > 0 && ", ", words(each.code), each.raw && h("span", { class: "muted" }, ` (${each.raw})`)])),
  ];
}

export function goods(order) {
  const parts = new Set(order.lines.map(({ id }) => id));
  return table("Lines of the order", [["Product", ""], ["Quantity", "amount"], ["Unit price", "amount"], ["Discounts", "amount"], ["Tax", "amount"], ["Total", "amount"]],
    order.lines.map((line) => [
      [h("span", { class: parts.has(line.parent_id) ? "part" : "" }, line.name),
        h("span", { class: "muted sub" }, [line.sku, ...line.options.map((option) => `${option.name}: ${option.value}`)].filter(Boolean).join(" · ")),
        line.properties.map(({ name, value }) => h("span", { class: "muted sub" }, `${name}: ${plain(value)}`))],
      [line.quantity.current, line.quantity.current !== line.quantity.ordered && h("span", { class: "muted sub" }, `of ${line.quantity.ordered} ordered`),
        line.quantity.fulfilled !== "0" && h("span", { class: "muted sub" }, `${line.quantity.fulfilled} shipped`),
        line.quantity.refunded !== "0" && h("span", { class: "muted sub" }, `${line.quantity.refunded} refunded`)],
      [money(line.unit_price), line.tax_inclusive && h("span", { class: "muted sub" }, "with tax")],
      line.discounts.length ? line.discounts.map((each) => h("span", { class: "row" }, `−${money(each.amount)}`, each.label && h("span", { class: "muted sub" }, each.label))) : "–",
      line.taxes.length ? line.taxes.map((each) => h("span", { class: "row" }, money(each.amount), h("span", { class: "muted sub" }, rate(each)))) : "–",
      h("strong", {}, money(line.total)),
    ]).concat(order.shipping.map((each) => [
      [each.label, h("span", { class: "muted sub" }, ["shipping", each.carrier].filter(Boolean).join(" · "))], "–", money(each.price),
      each.discounts.length ? each.discounts.map((one) => `−${money(one.amount)}`) : "–",
      each.taxes.length ? each.taxes.map((one) => h("span", { class: "row" }, money(one.amount))) : "–", h("strong", {}, money(each.total)),
    ]), order.charges.map((each) => [
      [each.title, h("span", { class: "muted sub" }, words(each.kind))], "–", "–", "–",
      each.taxes.length ? each.taxes.map((one) => h("span", { class: "row" }, money(one.amount))) : "–", h("strong", {}, money(each.amount)),
    ])));
}

function rate({ title, rate: part }) {
  return part ? `${title} ${Number(part) * 100 % 1 === 0 ? Number(part) * 100 : (Number(part) * 100).toFixed(2)} %` : title;
}

function plain(value) {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function address(title, each) {
  if (!each) return undefined;
  const lines = [each.recipient, each.company, ...each.lines, [each.postal_code, each.city].filter(Boolean).join(" "),
    [each.region, each.country_code].filter(Boolean).join(", "), each.phone?.e164 ?? each.phone?.raw].filter(Boolean);
  return h("div", {}, h("h3", {}, title), h("address", {}, lines.map((line) => h("span", { class: "row" }, line))));
}

export function buyer(order) {
  const { buyer: who, addresses } = order;
  return h("div", { class: "columns" },
    h("div", {}, h("h3", {}, who.type === "account" ? "Account" : "Guest"), facts([
      ["Name", who.name], ["E-mail", who.email], ["Phone", who.phone?.e164 ?? who.phone?.raw], ["Company", who.company], ["Tax id", who.tax_id],
      ["Customer id", who.customer_id], ["Language", who.locale],
      ["Agreed to", who.consents?.filter(({ given }) => given).map(({ topic }) => words(topic)).join(", ")],
    ])),
    address("Ships to", addresses.shipping), address("Billed to", addresses.billing));
}

export function payments(order) {
  return order.payments.length > 0 && table("Payments", [["When", ""], ["What", ""], ["How", ""], ["Outcome", ""], ["Amount", "amount"]],
    order.payments.map((each) => [
      moment(each.at) || "–", words(each.kind),
      [each.method ?? words(each.tender), h("span", { class: "muted sub" }, [each.gateway, each.card_last_four && `${each.card_brand ?? "card"} ending in ${each.card_last_four}`].filter(Boolean).join(" · "))],
      words(each.status), h("strong", {}, money(each.amount)),
    ]));
}

export function shipments(order) {
  const names = new Map(order.lines.map((line) => [line.id, line.name]));
  return order.shipments.length > 0 && order.shipments.map((each) => h("div", { class: "block" },
    facts([["State", reading(each.status)], ["Carrier", [each.carrier, each.service].filter(Boolean).join(", ")], ["Shipped", moment(each.shipped_at)], ["Delivered", moment(each.delivered_at)],
      ["Tracking", each.tracking.length > 0 && each.tracking.map(({ number, url }) => [safe(url) ? h("a", { href: url, target: "_blank", rel: "noreferrer noopener" }, number ?? url) : number, " "])],
      ["Contents", each.lines.length > 0 && h("ul", {}, each.lines.map((line) => h("li", {}, `${line.quantity} × ${names.get(line.line_id) ?? line.line_id}`)))]], "wide")));
}

/** A shop may hold anything where an address should be. */
function safe(url) {
  return /^https?:\/\//i.test(url ?? "");
}

export function refunds(order) {
  if (order.refunds.length + order.returns.length === 0) return undefined;
  const names = new Map(order.lines.map((line) => [line.id, line.name]));
  return [
    order.refunds.map((each) => h("div", { class: "block" }, facts([
      ["Refunded", h("strong", {}, money(each.total))], ["When", moment(each.at)], ["Why", each.reason],
      ["Shipping", each.shipping && !isZero(each.shipping) && money(each.shipping)],
      ["Lines", each.lines.length > 0 && h("ul", {}, each.lines.map((line) => h("li", {}, `${line.quantity} × ${names.get(line.line_id) ?? line.line_id}`,
        line.amount && `, ${money(line.amount)}`, line.tax && !isZero(line.tax) && `, tax ${money(line.tax)}`, line.restocked && ", restocked")))],
    ], "wide"))),
    order.returns.map((each) => h("div", { class: "block" }, facts([["Return", reading(each.status)], ["When", moment(each.at)], ["Why", each.reason]], "wide"))),
  ];
}

export function fields(order) {
  return order.custom_fields.length > 0 && facts(order.custom_fields.map(({ name, value }) => [name, plain(value)]), "wide");
}

export function findings(order) {
  return order.findings.length > 0 && table("Findings", [["Severity", ""], ["What", ""], ["Where", ""], ["In the payload", ""]],
    order.findings.map((each) => [pill(each.severity === "error" ? "bad" : each.severity === "warning" ? "warn" : "info", words(each.severity)), each.message, h("code", {}, each.path), each.raw ? h("code", {}, each.raw) : "–"]));
}
