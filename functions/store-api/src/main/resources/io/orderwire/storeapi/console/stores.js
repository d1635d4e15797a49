// Stores: how each one is, why, and what to do about it.
import { all, get, post, storePath } from "./api.js";
import { action, announce, capital, facts, fill, h, notice, pill, refill, refusal } from "./dom.js";
import { counted, moment, span, time } from "./format.js";
import { every } from "./live.js";

/** What is wrong with a store, if anything: its pill, and the worse the later in the list. */
export function condition(store) {
  if (store.state === "parked") return { kind: "bad", text: "Stopped" };
  if (store.state === "disabled") return { kind: "quiet", text: "Disabled" };
  if (store.health) return { kind: "warn", text: "Needs attention" };
  const refused = store.webhook?.subscriptions?.refused ?? [];
  if (refused.length) return { kind: "warn", text: "Some webhooks refused" };
  return { kind: "good", text: "Well" };
}

/** Why, with the remedy. */
export function troubles(store) {
  const list = [];
  if (store.health) {
    list.push(notice(store.state === "parked" ? "bad" : "warn", capital(store.health.reason),
      h("p", {}, h("strong", {}, "What to do: "), store.health.remedy, "."), h("p", {}, "So since ", time(store.health.since), ".")));
  }
  for (const each of store.notices.filter(({ code }) => code !== store.health?.code)) {
    list.push(notice("info", capital(each.reason), h("p", {}, capital(each.remedy), ".")));
  }
  const refused = store.webhook?.subscriptions?.refused ?? [];
  if (refused.length) {
    list.push(notice("warn", `${counted(refused.length, "topic is", "topics are")} not sent`,
      h("ul", {}, refused.map((each) => h("li", {}, h("code", {}, each.topic), " ", each.reason, ". ", each.remedy)))));
  }
  return list;
}

export function subscriptionState(store) {
  if (!store.webhook) return "none: the store is polled";
  const held = store.webhook.subscriptions;
  if (!held) return "registered by hand";
  const told = { sound: "registered", partly_refused: "partly registered", refused: "refused", unfinished: "being registered" };
  return [pill(held.state === "sound" ? "good" : "warn", told[held.state] ?? held.state),
    held.standing.length ? ` ${counted(held.standing.length, "topic")}, ` : " ", h("span", { class: "muted" }, "checked ", time(held.checked_at))];
}

export function certificateState(certificate) {
  if (!certificate) return h("span", { class: "muted" }, "not reconciled yet");
  return [pill(certificate.complete ? "good" : "warn", certificate.complete ? "Complete" : "Incomplete"),
    certificate.cart_count === 0 ? " nothing had changed, " : ` ${certificate.held_count.toLocaleString()} of ${counted(certificate.cart_count, "order")}, `,
    h("span", { class: "muted" }, time(certificate.recorded_at))];
}

function lastOrder(store, latest) {
  if (!latest) return h("span", { class: "muted" }, "none yet");
  return [h("a", { href: `/console/orders/${encodeURIComponent(store.store_id)}/${encodeURIComponent(latest.external_id)}` }, latest.number ?? latest.external_id),
    " ", time(latest.recorded_at), h("span", { class: "muted" }, ` by ${latest.cause}`)];
}

/** What the platform allows; how much of it is in use only where all processes share the count. */
export function callBudget({ store, account }) {
  const scopes = [["", store], ["account: ", account]].filter(([, scope]) => scope);
  const held = scopes.map(([, scope]) => scope.held_until).filter((until) => until && new Date(until) > Date.now()).sort().at(-1);
  const allowed = scopes.flatMap(([whose, { rate, at_once: atOnce, under_way: underWay }]) => [
    rate && `${whose}allows ${rate.burst.toLocaleString()} units, refilled at ${rate.per_second.toLocaleString()} a second`,
    atOnce !== undefined && `${whose}${underWay} of ${counted(atOnce, "call")} under way`,
  ]).filter(Boolean);
  return [held && h("span", { class: "row" }, pill("warn", "Paused"), " until ", moment(held)),
    allowed.length ? allowed.map((text) => h("span", { class: "row" }, text)) : h("span", { class: "muted" }, "the platform publishes none"),
    scopes.some(([, { rate }]) => rate) && h("span", { class: "sub muted" }, "each process counts its own use")];
}

/** How long the latest change took to get here, by the cart's clock and ours. */
function lag(latest) {
  return latest && span(new Date(latest.recorded_at) - new Date(latest.occurred_at));
}

function activityFacts(store, activity) {
  return facts([
    ["Last order", lastOrder(store, activity.latest)],
    ["Lag of it", lag(activity.latest)],
    ["Last webhook", activity.webhook_at ? time(activity.webhook_at) : h("span", { class: "muted" }, "none lately")],
    ["Listed up to", activity.listed_up_to ? time(activity.listed_up_to) : h("span", { class: "muted" }, "nothing yet")],
    ["Webhooks", subscriptionState(store)],
    ["Certificate", certificateState(activity.certificate)],
    ["Call budget", store.can_call && callBudget(activity.calls)],
    ["Quarantine", activity.quarantined > 0 && h("a", { href: "/console/operations/quarantine" }, counted(activity.quarantined, "receipt"))],
  ]);
}

class Card {
  constructor(store, platforms) {
    this.id = store.store_id;
    this.platform = platforms.get(store.platform)?.name ?? store.platform;
    this.body = h("div", { class: "card-body" });
    this.state = h("span", {});
    this.told = h("div", {});
    const heading = `store-${store.store_id}`;
    this.element = h("article", { class: "card", "aria-labelledby": heading },
      h("header", {},
        h("h2", { id: heading }, h("a", { href: `/console/stores/${encodeURIComponent(this.id)}` }, store.name)), this.state,
        h("p", { class: "muted" }, `${this.platform} · ${this.id}`)),
      this.body, this.told,
      h("footer", { class: "actions" },
        h("a", { class: "button small", href: `/console/orders?store=${encodeURIComponent(this.id)}` }, "Orders"),
        store.can_call && action("Poll now", () => this.poll(), { class: "small", "aria-label": `Poll ${store.name} now` })));
    this.show(store);
  }

  show(store, activity) {
    const { kind, text } = condition(store);
    fill(this.state, pill(kind, text));
    if (activity) refill(this.body, [store, activity], () => [troubles(store), activityFacts(store, activity)]);
  }

  async poll() {
    announce("Polling");
    try {
      const poll = await post(storePath(this.id, "poll"));
      const news = poll.loops.reduce((sum, loop) => sum + loop.enqueued, 0);
      const faults = poll.loops.filter((loop) => !["done", "not_offered"].includes(loop.end));
      fill(this.told, notice(faults.length ? "warn" : "good", poll.status === "done" ? `Polled: ${counted(news, "change")} found` : "Still polling; it goes on by itself",
        faults.map((loop) => h("p", {}, `${loop.loop}: ${loop.detail ?? loop.end}`))));
      announce("Polled");
    } catch (error) {
      fill(this.told, refusal(error));
    }
  }
}

function summary(list) {
  const bad = list.filter((store) => condition(store).kind !== "good").length;
  return bad ? `${counted(list.length, "store")}, ${bad} of them not well` : `${counted(list.length, "store")}, all well`;
}

export async function stores(place, { signal }) {
  const line = h("p", { class: "muted" }, "Loading…");
  const grid = h("div", { class: "cards" });
  fill(place,
    h("div", { class: "title" }, h("div", {}, h("h1", {}, "Stores"), line),
      h("a", { class: "button primary", href: "/console/connect" }, "Connect a store")), grid);
  const platforms = new Map((await get("/v1/platforms", {}, signal)).items.map((each) => [each.id, each]));
  const cards = new Map();

  const refresh = async () => {
    const listed = await all("/v1/stores", {}, signal);
    for (const store of listed) {
      if (!cards.has(store.store_id)) cards.set(store.store_id, new Card(store, platforms));
    }
    const shown = listed.map((store) => cards.get(store.store_id).element);
    if (shown.length !== grid.children.length || shown.some((each, at) => grid.children[at] !== each)) fill(grid, shown);
    fill(line, summary(listed));
    if (listed.length === 0) fill(grid, empty());
    await Promise.all(listed.map((store) => details(store.store_id)));
  };
  const details = async (id) => {
    const [store, activity] = await Promise.all([get(storePath(id), {}, signal), get(storePath(id, "activity"), {}, signal)]);
    cards.get(id).show(store, activity);
  };
  await refresh();
  every(10_000, refresh, signal);
}

function empty() {
  return h("div", { class: "empty" },
    h("h2", {}, "No store is connected yet"),
    h("p", {}, "Connect the first one: you choose its platform, give its credentials, and see its first order arrive."),
    h("a", { class: "button primary", href: "/console/connect" }, "Connect a store"));
}
