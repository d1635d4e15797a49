// Reconciliations: what the shop lists against what is held.
import { get, post, storePath } from "./api.js";
import { action, announce, button, facts, fill, h, notice, pill, refusal } from "./dom.js";
import { counted, money, moment, time, words } from "./format.js";
import { storeChoice } from "./operations.js";

export async function certificates(place, { stores, query, signal }) {
  const told = h("div", { "aria-live": "polite" });
  const list = h("div", {});
  if (stores.length === 0) {
    fill(place, h("div", { class: "empty" }, h("h2", {}, "No store is connected yet"), h("p", {}, h("a", { href: "/console/connect" }, "Connect a store"))));
    return;
  }
  const choice = storeChoice(stores, { onchange: () => load() });
  const select = choice.querySelector("select");
  if (stores.some(({ store_id: id }) => id === query.get("store"))) select.value = query.get("store");
  const load = async (cursor, before = []) => {
    const store = select.value;
    const page = await get(storePath(store, "reconciliations"), { limit: 20, cursor }, signal);
    if (store !== select.value) return;
    const items = [...before, ...page.items];
    fill(list, items.length ? h("ul", { class: "entries" }, items.map(shown)) : h("div", { class: "empty" }, h("h2", {}, "Not reconciled yet"), h("p", {}, "The next poll does it.")),
      page.next_cursor && h("div", { class: "actions" }, button("Earlier ones", () => load(page.next_cursor, items))));
  };
  const reconcile = action("Reconcile now", async () => {
    try {
      fill(told, h("p", { class: "waiting" }, "Comparing with the shop…"));
      const poll = await post(storePath(select.value, "poll"));
      fill(told, notice(poll.status === "done" ? "good" : "info", poll.status === "done" ? "Compared" : "Still comparing; it goes on by itself"));
      announce("Compared");
      await load();
    } catch (error) {
      fill(told, refusal(error));
    }
  });
  fill(place, h("p", { class: "muted" }, "A certificate says what the shop lists for a period against what is held here, what was missed, and what was mended."),
    h("div", { class: "filters" }, choice, reconcile), told, list);
  await load();
}

function shown(each) {
  const nonzero = (value) => value > 0 && value.toLocaleString();
  return h("li", { class: "panel" },
    h("div", { class: "entry-head" },
      h("div", {}, h("h2", { class: "small-title" }, `Certificate ${each.number}`), h("p", { class: "muted" }, `${words(each.scope)}, `, time(each.recorded_at))),
      pill(each.complete ? "good" : "warn", each.complete ? "Complete" : "Incomplete")),
    h("p", {}, each.cart_count === 0 ? `Nothing had changed in the shop ${moment(each.from)} to ${moment(each.to)} by its clock.` : `${each.held_count.toLocaleString()} of ${counted(each.cart_count, "order")} held at first sight, changed ${moment(each.from)} to ${moment(each.to)} by the shop’s clock.`),
    facts([["Missing", nonzero(each.missing)], ["Missed by webhooks", nonzero(each.missed)], ["Late", nonzero(each.late)], ["Out of date", nonzero(each.stale)],
      ["Gone from the shop", nonzero(each.ghosts)], ["Mended", nonzero(each.repaired)], ["Not mended", nonzero(each.unresolved)], ["Drift", each.drift.map((sum) => `${money(sum)} `).join("")]]));
}
