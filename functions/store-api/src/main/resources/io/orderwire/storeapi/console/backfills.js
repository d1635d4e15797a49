// Back-fills: ask for a period, watch it, cancel it.
import { get, post, remove, storePath } from "./api.js";
import { action, announce, confirmed, facts, fill, h, notice, pill, refill, refusal } from "./dom.js";
import { Field, Form } from "./form.js";
import { counted, date, time, words } from "./format.js";
import { every } from "./live.js";
import { storeChoice } from "./operations.js";

const WORTH = { done: "good", running: "info", queued: "quiet", cancelled: "quiet", failed: "bad" };

export async function backfills(place, { stores, signal }) {
  const told = h("div", { "aria-live": "polite" });
  const list = h("div", {});
  const callable = stores.filter((store) => store.can_call);
  const refresh = async () => {
    const held = (await Promise.all(callable.map(async (store) =>
      (await get(storePath(store.store_id, "backfills"), {}, signal)).items.map((each) => ({ store, each }))))).flat()
      .sort((one, other) => (one.each.requested_at < other.each.requested_at ? 1 : -1));
    refill(list, held, () => shown(held, cancel));
  };
  const cancel = async ({ store, each }) => {
    if (!await confirmed("Cancel this back-fill?", "What it brought so far stays.", "Cancel it")) return;
    try {
      await remove(storePath(store.store_id, "backfills", each.backfill_id));
      announce("Cancelled");
      await refresh();
    } catch (error) {
      fill(told, refusal(error));
    }
  };
  fill(place, h("p", { class: "muted" }, "A back-fill lists a period anew, in the calls that live work leaves. It goes on by itself after a crash."),
    callable.length > 0 && asking(callable, refresh), told, list);
  await refresh();
  every(2000, refresh, signal);
}

function asking(stores, refresh) {
  const choice = storeChoice(stores);
  const from = new Field({ name: "from", pointer: "/from", label: "From", required: true, example: "2026-01-01", help: "A date or an instant, in UTC" });
  const to = new Field({ name: "to", pointer: "/to", label: "To", example: "now", help: "Left out: until now" });
  from.input.value = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
  const form = new Form({
    fields: [from, to], verb: "Start a back-fill",
    body: h("div", { class: "fields inline" }, choice, from.element, to.element),
    send: async () => {
      await post(storePath(choice.querySelector("select").value, "backfill"), { from: instant(from.value), ...(to.value && { to: instant(to.value) }) });
      announce("The back-fill was asked for");
      await refresh();
    },
  });
  return h("section", { class: "panel" }, h("h2", {}, "Ask for one"), form.element);
}

const instant = (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);

function shown(held, cancel) {
  if (held.length === 0) return h("div", { class: "empty" }, h("h2", {}, "No back-fill yet"), h("p", {}, "Ask for one to bring the orders of the past."));
  return h("ul", { class: "entries" }, held.map((entry) => {
    const { store, each } = entry;
    const isOpen = each.state === "running" || each.state === "queued";
    const label = `${store.name}, ${date(each.from)} to ${date(each.to)}`;
    return h("li", { class: "panel" },
      h("div", { class: "entry-head" },
        h("div", {}, h("h2", { class: "small-title" }, label), h("p", { class: "muted" }, "asked for ", time(each.requested_at))),
        h("div", { class: "states" }, pill(WORTH[each.state] ?? "quiet", words(each.state)), isOpen && action("Cancel", () => cancel(entry), { class: "small", "aria-label": `Cancel the back-fill of ${label}` }))),
      isOpen && h("div", { class: "progress" },
        h("progress", { max: 100, value: each.percent, "aria-label": `Progress of ${label}` }),
        h("span", { class: "muted" }, each.percent === undefined ? "not known yet" : `${each.percent} % by ${each.percent_by}`)),
      facts([["Orders", each.total === undefined ? each.orders.toLocaleString() : `${each.orders.toLocaleString()} of ${each.total.toLocaleString()}`],
        ["Pages", each.pages.toLocaleString()], ["Rate", each.orders_per_minute !== undefined && `${counted(each.orders_per_minute, "order")} a minute`],
        ["Ends about", isOpen && time(each.estimated_end)], ["Ended", time(each.ended_at)], ["Reached", isOpen && time(each.reached)]]),
      each.detail && notice(each.state === "failed" ? "bad" : "info", each.detail),
      each.notices.map((text) => notice("warn", text)));
  }));
}
