// Orders: a list that is always a page long, however many there are.
import { all, get, storePath } from "./api.js";
import { announce, button, fill, h, pill, refill, refusal } from "./dom.js";
import { Feed, keyOf } from "./feed.js";
import { counted, money, time, words, worth } from "./format.js";
import { every } from "./live.js";

const PAGE = 50;
const STATUSES = ["pending", "paid", "ready_for_fulfillment", "fulfilled", "cancelled"];
const TRANSITIONS = ["created", "committed", "pending", "paid", "authorized", "partially_paid", "refunded", "partially_refunded", "voided", "ready_for_fulfillment",
  "partially_fulfilled", "fulfilled", "cancelled", "reopened", "edited", "totals_changed", "address_changed", "shipping_changed", "shipment_added",
  "shipment_updated", "refund_added", "customer_linked"];

function choice(label, name, value, options, changed) {
  return h("label", { class: "filter" }, label,
    h("select", { name, onchange: changed }, options.map(([each, text]) => h("option", { value: each, selected: each === value }, text))));
}

export async function orders(place, { query, signal, go }) {
  const filters = { store: query.get("store") ?? "", status: query.get("status") ?? "", transition: query.get("transition") ?? "", q: query.get("q") ?? "" };
  const controls = h("form", { class: "filters", role: "search", "aria-label": "Orders", onsubmit: (event) => { event.preventDefault(); apply(); } });
  const apply = () => {
    const wanted = new URLSearchParams([...new FormData(controls)].filter(([, value]) => value.trim()));
    go(`/console/orders${wanted.size ? `?${wanted}` : ""}`);
  };
  const title = h("h1", {}, "Orders");
  const list = h("div", { class: "orders" });
  const foot = h("div", { class: "pager" });
  const live = h("div", { class: "live" });
  fill(place, h("div", { class: "title" }, title, live), controls, list, foot);
  const known = await all("/v1/stores", {}, signal);
  fill(controls,
    choice("Store", "store", filters.store, [["", "All stores"], ...known.map((store) => [store.store_id, store.name])], apply),
    choice("Status", "status", filters.status, [["", "Any"], ...STATUSES.map((each) => [each, words(each)])], apply),
    choice("Latest change", "transition", filters.transition, [["", "Any"], ...TRANSITIONS.map((each) => [each, words(each)])], apply),
    h("label", { class: "filter grow" }, "Number or id", h("input", { type: "search", name: "q", value: filters.q, autocomplete: "off" })),
    h("button", { type: "submit" }, "Search"));
  if (filters.q) {
    const exact = h("div", { class: "exact" });
    list.before(exact);
    findExactly(exact, known.filter(({ store_id: id }) => !filters.store || id === filters.store), filters.q.trim(), signal);
  }
  const asked = known.map(({ store_id: id }) => id).filter((id) => !filters.store || id === filters.store);
  const names = new Map(known.map((store) => [store.store_id, store.name]));
  const feed = new Feed(asked, { status: filters.status, transition: filters.transition, q: filters.q }, signal);
  await new Pages(feed, { list, foot, live, names, signal }).begin();
}

/** An order of that very id, however long ago it changed. */
async function findExactly(place, stores, id, signal) {
  const found = await Promise.all(stores.map(async (store) => {
    try {
      return { store, order: await get(storePath(store.store_id, "orders", id), {}, signal) };
    } catch {
      return undefined;
    }
  }));
  fill(place, found.filter(Boolean).map(({ store, order }) => h("p", {}, "Of this id: ",
    h("a", { href: `/console/orders/${encodeURIComponent(store.store_id)}/${encodeURIComponent(id)}` }, `order ${order.number}`), ` of ${store.name}`)));
}

class Pages {
  constructor(feed, parts) {
    Object.assign(this, { feed, ...parts, page: 0, isLive: true });
  }

  async begin() {
    fill(this.list, h("p", { class: "waiting" }, "Looking for orders…"));
    this.toggle = button("", () => { this.isLive = !this.isLive; this.#showToggle(); }, { class: "small quiet" });
    fill(this.live, this.toggle);
    this.#showToggle();
    await this.feed.fill(PAGE);
    this.#show(new Set());
    every(3000, () => this.#renew(), this.signal);
  }

  #showToggle() {
    fill(this.toggle, h("span", { class: `dot ${this.isLive ? "on" : ""}`, "aria-hidden": "true" }), this.isLive ? "Live" : "Paused");
    this.toggle.setAttribute("aria-pressed", String(this.isLive));
    this.toggle.setAttribute("aria-label", "Live updates");
  }

  async #renew() {
    if (!this.isLive || this.page > 0) return;
    const news = await this.feed.renew();
    if (news.size) this.#show(news);
  }

  async #turn(page) {
    this.page = page;
    try {
      await this.feed.fill((page + 1) * PAGE + 1);
      this.#show(new Set());
      this.list.querySelector("a")?.focus();
      announce(`Orders ${page * PAGE + 1} and on`);
      scrollTo(0, 0);
    } catch (error) {
      if (!this.signal.aborted) fill(this.list, refusal(error));
    }
  }

  #show(news) {
    const rows = this.feed.rows.slice(this.page * PAGE, (this.page + 1) * PAGE);
    const focused = document.activeElement?.dataset.order;
    if (rows.length === 0) {
      fill(this.list, h("div", { class: "empty" }, h("h2", {}, this.feed.isOver ? "No order fits" : "None found yet"),
        h("p", {}, this.feed.isOver ? "Where there are orders they show here as they arrive." : "The latest changes hold none; older ones may.")));
    } else {
      fill(this.list, table(rows, this.names, news));
      if (focused) this.list.querySelector(`[data-order="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
    this.#showFoot(rows);
  }

  #showFoot(rows) {
    const first = this.page * PAGE;
    const more = this.feed.rows.length > first + PAGE || !this.feed.isOver;
    const further = rows.length < PAGE && !this.feed.isOver;
    refill(this.foot, [this.page, rows.length, more, further], () => [
      button("Newer", () => this.#turn(this.page - 1), { disabled: this.page === 0 }),
      h("span", { class: "muted" }, rows.length ? `${first + 1} to ${first + rows.length}` : ""),
      further ? button("Search further back", () => this.#turn(this.page)) : button("Older", () => this.#turn(this.page + 1), { disabled: !more }),
    ]);
  }
}

const COLUMNS = ["Order", "Status", "Buyer", "Total", "Changed"];

function table(rows, names, news) {
  return h("table", { class: "order-table", role: "table" },
    h("caption", { class: "unseen" }, `${counted(rows.length, "order")}, what changed last first`),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, COLUMNS.map((title) => h("th", { scope: "col", role: "columnheader", class: title === "Total" ? "amount" : "" }, title)))),
    h("tbody", { role: "rowgroup" }, rows.map((row) => line(row, names, news.has(keyOf(row))))));
}

function line(row, names, isNew) {
  const { store_id: store, external_id: id } = row.ref;
  const cell = (kind, ...content) => h("td", { role: "cell", class: kind }, content);
  return h("tr", { role: "row", class: isNew ? "fresh" : "" },
    cell("of-order", h("a", { href: `/console/orders/${encodeURIComponent(store)}/${encodeURIComponent(id)}`, "data-order": `${store}/${id}` }, row.number),
      row.test && h("span", { class: "tag" }, "test"),
      h("span", { class: "muted sub" }, names.get(store) ?? store)),
    cell("of-status", pill(worth(row.status), words(row.status)),
      row.findings > 0 && h("span", { class: "tag" }, counted(row.findings, "finding")),
      h("span", { class: "muted sub" }, row.transitions.length ? row.transitions.map(words).join(", ") : words(row.cause))),
    cell("of-buyer", h("span", {}, row.buyer ?? "unnamed"), h("span", { class: "muted sub" }, counted(row.lines, "line"))),
    cell("of-total amount", h("span", {}, money(row.grand_total)),
      row.refunded_total && h("span", { class: "muted sub" }, `−${money(row.refunded_total)} refunded`),
      row.totals === "unexplained" && h("span", { class: "tag warn" }, "totals unexplained")),
    cell("of-time", time(row.recorded_at), h("span", { class: "muted sub" }, `version ${row.version} by ${row.cause}`)));
}
