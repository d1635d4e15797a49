// Receipts that could not be mapped: why, and once more.
import { all, post, storePath } from "./api.js";
import { action, announce, capital, fill, h, notice, refill, refusal } from "./dom.js";
import { counted, time } from "./format.js";
import { every } from "./live.js";

export async function quarantine(place, { stores, signal }) {
  const told = h("div", { "aria-live": "polite" });
  const list = h("div", {});
  let held = [];
  const refresh = async () => {
    held = (await Promise.all(stores.map(async (store) =>
      (await all(storePath(store.store_id, "receipts"), { state: "quarantined" }, signal)).map((receipt) => ({ store, receipt }))))).flat()
      .sort((one, other) => (one.receipt.received_at < other.receipt.received_at ? 1 : -1));
    refill(list, held, () => shown(held, replay));
  };
  const replay = async (entries) => {
    try {
      for (const { store, receipt } of entries) await post(storePath(store.store_id, "receipts", receipt.receipt_id, "replay"));
      fill(told, notice("good", `${counted(entries.length, "receipt")} handed over for replay`, h("p", {}, "What maps now leaves this list within seconds; what does not stays, with its reason.")));
      announce("Handed over for replay");
    } catch (error) {
      fill(told, refusal(error));
    }
  };
  fill(place, h("p", { class: "muted" }, "Payloads that could not be mapped are kept, not lost. Mend the cause, then replay them."), told, list);
  await refresh();
  every(3000, refresh, signal);
}

function shown(held, replay) {
  if (held.length === 0) return h("div", { class: "empty" }, h("h2", {}, "Nothing is put aside"), h("p", {}, "Everything that arrived was mapped."));
  return [
    h("div", { class: "actions spread" }, h("strong", {}, counted(held.length, "receipt")), held.length > 1 && action("Replay all", () => replay(held))),
    h("ul", { class: "entries" }, held.map((each) => h("li", { class: "panel" },
      h("div", { class: "entry-head" },
        h("div", {}, h("h2", { class: "small-title" }, capital(each.receipt.reason.replace(/^: /, ""))), h("p", { class: "muted" }, `${each.store.name} · `, each.receipt.topic && [h("code", {}, each.receipt.topic), " · "], time(each.receipt.received_at))),
        action("Replay", () => replay([each]), { "aria-label": `Replay receipt ${each.receipt.receipt_id}` })),
      h("p", { class: "muted small-text" }, h("code", {}, each.receipt.code), " · receipt ", h("code", {}, each.receipt.receipt_id))))),
  ];
}
