// Operations: what was put aside, what runs in bulk, whether anything is missing, who is told, what came through.
import { all } from "./api.js";
import { fill, h } from "./dom.js";
import { backfills } from "./backfills.js";
import { certificates } from "./certificates.js";
import { deadLetters } from "./dead-letters.js";
import { quarantine } from "./quarantine.js";
import { replays } from "./replays.js";
import { subscriptions } from "./subscriptions.js";
import { usage } from "./usage.js";

const PARTS = [
  ["quarantine", "Quarantine", quarantine], ["dead-letters", "Dead letters", deadLetters], ["backfills", "Back-fills", backfills],
  ["replays", "Replays", replays],
  ["reconciliations", "Reconciliations", certificates], ["subscriptions", "Subscribed URLs", subscriptions],
  ["usage", "Usage", usage],
];

export async function operations(place, context) {
  const wanted = context.values[0] ?? "quarantine";
  const [name, title, part] = PARTS.find(([each]) => each === wanted) ?? PARTS[0];
  const body = h("div", { class: "page" }, h("p", { class: "waiting" }, "Loading…"));
  fill(place, h("h1", {}, title),
    h("nav", { class: "tabs", "aria-label": "Operations" }, PARTS.map(([each, text]) =>
      h("a", { href: `/console/operations/${each}`, "aria-current": each === name ? "page" : undefined }, text))), body);
  const stores = await all("/v1/stores", {}, context.signal);
  await part(body, { ...context, stores });
}

/** Which store a form or list is for. */
export function storeChoice(stores, more) {
  return h("label", { class: "filter" }, "Store", h("select", { name: "store", ...more }, stores.map((store) => h("option", { value: store.store_id }, store.name))));
}
