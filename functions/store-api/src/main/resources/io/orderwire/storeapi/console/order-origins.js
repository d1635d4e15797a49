// What the cart said beside what was made of it: a version of an order, and where each of its values comes from.
import { get, storePath } from "./api.js";
import { announce, button, copyButton, fill, freshId, h, notice, refusal, table } from "./dom.js";
import { counted, moment } from "./format.js";
import { JsonTree, literal } from "./json-tree.js";
import { explanation } from "./order-explanation.js";

export async function origins(place, context) {
  const { values: [store, id, number], query, signal } = context;
  const path = (...more) => storePath(store, "orders", id, "versions", number, ...more);
  const address = `/console/orders/${encodeURIComponent(store)}/${encodeURIComponent(id)}`;
  fill(place, h("h1", {}, `Version ${number} of ${id}`), h("p", { class: "waiting" }, "Reading the version and its payload…"));
  const [{ order }, raw] = await Promise.all([get(path(), {}, signal), get(path("raw"), {}, signal).catch((refused) => refused)]);
  const missing = raw instanceof Error && raw;
  if (signal.aborted) return;
  const state = h("div", { "aria-live": "polite" });
  const unread = h("div", {});
  const rawTree = missing ? undefined : new JsonTree("the raw payload", raw.document, (value) => h("span", { class: "value", tabindex: "-1" }, literal(value)));
  const explained = new Explained(rawTree);
  const orderTree = new JsonTree("the order", order, (value, pointer) => explained.leaf(value, pointer));
  fill(place,
    h("nav", { class: "crumbs", "aria-label": "Way here" }, h("a", { href: "/console/orders" }, "Orders"), " / ", h("a", { href: `/console/orders?store=${encodeURIComponent(store)}` }, store), " / ",
      h("a", { href: `${address}?version=${number}` }, `Order ${order.number}`)),
    h("div", { class: "title" }, h("div", {}, h("h1", {}, `Where version ${number} of order ${order.number} comes from`),
      h("p", { class: "muted" }, "Choose a value of the order to see which values of the payload it was made of."))),
    state,
    h("div", { class: "beside" },
      h("section", { class: "panel", id: "normalized" }, h("div", { class: "actions spread" }, h("h2", {}, "The order, normalized"), copyButton(JSON.stringify(order, null, 2), "order")), orderTree.element),
      h("section", { class: "panel", id: "raw" }, h("div", { class: "actions spread" }, h("h2", {}, "The payload, raw"), !missing && copyButton(JSON.stringify(raw.document, null, 2), "payload")),
        missing ? refusal(missing) : [received(raw), rawTree.element])),
    unread);
  const wanted = query.get("path");
  if (wanted) explained.choose(orderTree, wanted);
  if (missing) explained.failed(missing);
  else await explain(explained, path("explain"), { state, unread, signal, raw: rawTree });
}

function received(raw) {
  return h("p", { class: "muted" }, raw.fetched ? "Fetched from the shop" : "Received", raw.received_at && ` ${moment(raw.received_at)}`,
    raw.masked.length > 0 && `; ${counted(raw.masked.length, "value is", "values are")} masked`, ". ", h("code", { class: "sub" }, raw.raw_key));
}

/** One answer serves all values; it takes seconds, since the version is made anew many times. */
async function explain(explained, path, { state, unread, signal, raw }) {
  fill(state, h("p", { class: "waiting" }, "Working out where each value comes from; this takes some seconds…"));
  try {
    const answer = await get(path, {}, signal);
    explained.known(answer);
    fill(state);
    fill(unread, unreadValues(answer.unread, raw));
    announce("Where each value comes from is known now");
  } catch (error) {
    if (signal.aborted) return;
    explained.failed(error);
    fill(state, error.status === 409 ? notice("info", "This version is not explained", h("p", {}, error.problem.detail)) : refusal(error));
  }
}

function unreadValues(list, raw) {
  return h("section", { class: "panel", id: "unread" }, h("h2", {}, "Raw values that nobody read"),
    list.length === 0 ? h("p", { class: "muted" }, "Every value of the payload was read, or left out by a policy that has a name.")
      : h("details", { class: "fold" }, h("summary", {}, counted(list.length, "value")),
        table("Raw values that nobody read", [["Where", ""], ["Value", "said"]], list.map(({ pointer, value }) => [rawPlace(pointer, raw), h("code", {}, literal(value))]))));
}

/** Leads to a value in the payload. */
function rawPlace(pointer, raw) {
  return button(pointer || "the whole payload", () => {
    const found = raw.reveal(pointer);
    if (!found) return;
    const target = found.matches("details") ? found.querySelector("summary") : found;
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }, { class: "place", title: "Show it in the payload" });
}

/** The values of the order, each with what explains it beneath while it is chosen. */
class Explained {
  #raw;
  #values;
  #failure;
  #answer;
  #open = new Map();
  #marked = [];

  constructor(raw) {
    this.#raw = raw;
  }

  known(answer) {
    this.#answer = answer;
    this.#values = new Map(answer.values.map((each) => [each.path, each]));
    for (const show of this.#open.values()) show();
  }

  failed(error) {
    this.#failure = error;
    for (const show of this.#open.values()) show();
  }

  leaf(value, pointer) {
    const id = freshId("origin");
    const panel = h("div", { class: "origin", id, hidden: true });
    const show = () => fill(panel, this.#explanation(pointer));
    const toggle = button(literal(value), () => {
      const isOpen = panel.hidden;
      panel.hidden = !isOpen;
      toggle.setAttribute("aria-expanded", isOpen);
      if (isOpen) {
        this.#open.set(pointer, show);
        show();
        this.#mark(pointer);
      } else {
        this.#open.delete(pointer);
        this.#unmark();
      }
    }, { class: "value", "aria-expanded": "false", "aria-controls": id });
    return h("span", { class: "leaf" }, toggle, panel);
  }

  /** Opens the value at a pointer, or the first that lies inside of it. */
  choose(tree, pointer) {
    const found = tree.reveal(pointer);
    if (found?.matches("details")) found.querySelector("summary").scrollIntoView({ block: "center" });
    const toggle = found?.querySelector("button.value");
    toggle?.click();
    toggle?.focus({ preventScroll: true });
    toggle?.scrollIntoView({ block: "center" });
  }

  #explanation(pointer) {
    if (this.#failure) return h("p", { class: "muted" }, this.#failure.problem?.detail ?? this.#failure.message);
    if (!this.#values) return h("p", { class: "waiting" }, "Being worked out…");
    const value = this.#values.get(pointer);
    if (!value) return h("p", { class: "muted" }, "Nothing is known of where this comes from.");
    this.#mark(pointer);
    return explanation(value, this.#answer, (place) => rawPlace(place, this.#raw));
  }

  #mark(pointer) {
    this.#unmark();
    for (const { pointer: place } of this.#values?.get(pointer)?.origins ?? []) {
      const found = this.#raw.reveal(place);
      found?.classList.add("marked");
      if (found) this.#marked.push(found);
    }
    if (this.#marked.length > 0) this.#raw.scrollTo(this.#marked[0]);
  }

  #unmark() {
    for (const each of this.#marked) each.classList.remove("marked");
    this.#marked = [];
  }
}
