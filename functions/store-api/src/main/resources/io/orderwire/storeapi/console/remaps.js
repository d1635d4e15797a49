// A store's history made again of what is archived.
import { get, post, remove, storePath } from "./api.js";
import { action, announce, confirmed, facts, fill, h, notice, pill, refill, refusal } from "./dom.js";
import { counted, time, words } from "./format.js";
import { every } from "./live.js";

const WORTH = { done: "good", running: "info", queued: "quiet", cancelled: "quiet" };

export async function remaps(place, { id, signal }) {
  const told = h("div", { "aria-live": "polite" });
  const list = h("div", {});
  const refresh = async () => {
    const { items } = await get(storePath(id, "remaps"), {}, signal);
    refill(list, items, () => shown(items, cancel));
  };
  const cancel = async (each) => {
    if (!await confirmed("Stop making the history again?", "Orders that were made again stay so.", "Stop it")) return;
    await done(() => remove(storePath(id, "remaps", each.remap_id)), "Stopped");
  };
  const done = async (work, text) => {
    try {
      await work();
      fill(told);
      announce(text);
    } catch (error) {
      fill(told, refusal(error));
    }
    await refresh();
  };
  fill(place, h("p", {}, "Every order is made again of its archived payloads with the active mapping. The shop is not called. Orders that say something else get a new version, and an event with the cause remap."),
    h("div", { class: "actions" }, action("Make the history again", async () => {
      if (await confirmed("Make the history again?", "Whoever listens to this store hears of each order that says something else.", "Make it again")) {
        await done(() => post(storePath(id, "remaps")), "Asked for");
      }
    })), told, list);
  await refresh();
  every(1500, refresh, signal);
}

function shown(items, cancel) {
  if (items.length === 0) return h("p", { class: "muted" }, "It was not made again yet.");
  return h("ul", { class: "entries" }, items.map((each) => {
    const isOpen = each.state === "running" || each.state === "queued";
    const label = `History ${each.remap_id}`;
    return h("li", { class: "block", "data-remap": each.remap_id },
      h("div", { class: "entry-head" },
        h("div", {}, h("h3", { class: "small-title" }, `With version ${each.mapping_version}`), h("p", { class: "muted" }, "asked for ", time(each.requested_at))),
        h("div", { class: "states" }, pill(WORTH[each.state] ?? "quiet", words(each.state)), isOpen && action("Stop", () => cancel(each), { class: "small", "aria-label": `Stop ${label}` }))),
      isOpen && h("div", { class: "progress" },
        h("progress", { max: 100, value: each.percent, "aria-label": `Progress of ${label}` }),
        h("span", { class: "muted" }, each.percent === undefined ? "begins in a few seconds" : `${each.percent} %`)),
      facts([["Orders", each.orders.toLocaleString()], ["Changed", each.changed.toLocaleString()],
        ["Left as they are", each.skipped > 0 && `${counted(each.skipped, "order")}: nothing is archived that can be made again`],
        ["Waiting", each.waiting > 0 && `${counted(each.waiting, "order")} to be committed once the shop is asked: at the next change, a replay or a back-fill`], ["Ended", time(each.ended_at)]]),
      each.detail && notice("info", each.detail));
  }));
}
