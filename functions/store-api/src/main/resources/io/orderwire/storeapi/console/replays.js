// Replays: put what was announced on the bus once more, watch it, cancel it.
import { get, post, remove, storePath } from "./api.js";
import { action, announce, confirmed, facts, fill, h, notice, pill, refill, refusal } from "./dom.js";
import { Field, Form } from "./form.js";
import { date, time, words } from "./format.js";
import { every } from "./live.js";
import { storeChoice } from "./operations.js";

const WORTH = { done: "good", running: "info", queued: "quiet", cancelled: "quiet", failed: "bad" };

export async function replays(place, { stores, signal }) {
  const told = h("div", { "aria-live": "polite" });
  const list = h("div", {});
  const refresh = async () => {
    const held = (await Promise.all(stores.map(async (store) =>
      (await get(storePath(store.store_id, "replays"), {}, signal)).items.map((each) => ({ store, each }))))).flat()
      .sort((one, other) => (one.each.asked_at < other.each.asked_at ? 1 : -1));
    refill(list, held, () => shown(held, cancel));
  };
  const cancel = async ({ store, each }) => {
    if (!await confirmed("Cancel this replay?", "What is on the bus stays there.", "Cancel it")) return;
    try {
      await remove(storePath(store.store_id, "replays", each.replay));
      fill(told);
      announce("Cancelled");
    } catch (error) {
      fill(told, refusal(error));
    }
    await refresh();
  };
  fill(place, h("p", { class: "muted" }, "A replay puts events on the bus once more: the same ids and the same content, marked as a replay, so that whoever has applied them drops them. Subscribed URLs have a replay of their own."),
    stores.length > 0 && asking(stores, refresh), told, list);
  await refresh();
  every(2000, refresh, signal);
}

function asking(stores, refresh) {
  const choice = storeChoice(stores);
  const from = new Field({ name: "from", pointer: "/from", label: "From", example: "2026-01-01", help: "When it was recorded: a date or an instant, in UTC" });
  const to = new Field({ name: "to", pointer: "/to", label: "To", example: "2026-01-31T12:00:00Z", help: "A date ends with its day" });
  const order = new Field({ name: "order", pointer: "/order", label: "Order", example: "1001", help: "The id of one order: alone, or within the period" });
  const fields = [from, to, order];
  // What was missing in one of them may stand in another now.
  for (const { input } of fields) input.addEventListener("input", () => fields.forEach((each) => each.wrong("")));
  const form = new Form({
    fields, verb: "Start a replay",
    body: h("div", { class: "fields inline" }, choice, from.element, to.element, order.element),
    send: async () => {
      await post(storePath(choice.querySelector("select").value, "replays"), {
        ...(from.value && { from: instant(from.value, "T00:00:00Z") }), ...(to.value && { to: instant(to.value, "T23:59:59.999Z") }), ...(order.value && { order: order.value }),
      });
      announce("The replay was asked for");
      await refresh();
    },
  });
  return h("section", { class: "panel" }, h("h2", {}, "Ask for one"), form.element);
}

const instant = (text, rest) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text + rest : text);

function shown(held, cancel) {
  if (held.length === 0) return h("div", { class: "empty" }, h("h2", {}, "No replay yet"), h("p", {}, "Ask for one when somebody who listens to the bus has missed events."));
  return h("ul", { class: "entries" }, held.map((entry) => {
    const { store, each } = entry;
    const isOpen = each.state === "running" || each.state === "queued";
    const label = `${store.name}, ${[each.order && `order ${each.order}`, each.from && `${date(each.from)} to ${date(each.to)}`].filter(Boolean).join(", ")}`;
    return h("li", { class: "panel", "data-replay": `${store.store_id}/${each.replay}` },
      h("div", { class: "entry-head" },
        h("div", {}, h("h2", { class: "small-title" }, label), h("p", { class: "muted" }, "asked for ", time(each.asked_at))),
        h("div", { class: "states" }, pill(WORTH[each.state] ?? "quiet", words(each.state)), isOpen && action("Cancel", () => cancel(entry), { class: "small", "aria-label": `Cancel the replay of ${label}` }))),
      facts([["Published", each.published.toLocaleString()], ["Types", each.event_types.join(", ") || "all"],
        ["Reached", isOpen && time(each.reached)], ["Ended", time(each.ended_at)]]),
      each.detail && notice(each.state === "failed" ? "bad" : "info", each.detail));
  }));
}
