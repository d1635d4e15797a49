// One store: what is to be done after it was connected, and how it is since.
import { get, patch, post, storePath } from "./api.js";
import { again } from "./authorize.js";
import { action, announce, confirmed, copyButton, facts, fill, h, notice, pill, refill, refusal } from "./dom.js";
import { counted, moment, time, words } from "./format.js";
import { every } from "./live.js";
import { payloadShapes } from "./payload-shapes.js";
import { certificateState, condition, subscriptionState, troubles } from "./stores.js";

const STEPS = { orders: "List what changed", reread: "Read open orders again", carts: "List carts", subscriptions: "Check webhooks", reconcile: "Compare with the shop" };
const ENDS = { done: "done", parked: "stopped", given_up: "given up", overtaken: "overtaken by another run", not_offered: "not offered by this shop", not_polled: "not polled" };

export async function connected(place, { values, query, signal }) {
  const [id] = values;
  fill(place, h("h1", {}, id));
  if (query.has("success")) {
    // A shop that asked its merchant says so here, and repeats what it was asked with.
    history.replaceState(null, "", `${location.pathname}?connected`);
    if (query.get("success") !== "1") {
      fill(place, h("h1", {}, "Not connected"), notice("warn", "Access was not given", h("p", {}, "The shop was asked, and said no.")),
        h("p", {}, h("a", { href: "/console/connect" }, "Connect a store")));
      return;
    }
  }
  let store = await get(storePath(id), {}, signal);
  const told = h("div", {});
  const head = h("div", {});
  const health = h("div", {});
  const access = h("div", {});
  const webhook = h("div", {});
  const first = h("div", {});
  const rest = h("div", {});
  const fresh = query.has("connected");
  let canAsk = false;
  const asks = get("/v1/platforms", {}, signal).then(({ items }) => items.some((each) => each.id === store.platform && each.authorization?.ready));

  const show = (activity) => {
    const { kind, text } = condition(store);
    refill(head, [store.name, kind, text, store.base_url], () => h("div", { class: "title" },
      h("div", {}, h("h1", {}, store.name), h("p", { class: "muted" }, `${store.platform} · ${store.store_id} · `, h("a", { href: store.base_url, target: "_blank", rel: "noreferrer noopener" }, store.base_url))),
      pill(kind, text)));
    refill(health, [store.health, store.notices, store.webhook?.subscriptions?.refused, canAsk], () => [troubles(store), canAsk && store.state === "parked" && again(store)]);
    refill(rest, [store.state, store.options, store.mapping.version, store.credentials], () => settings(store, told, refresh));
    if (activity) {
      refill(webhook, store.webhook, () => webhookSection(store));
      refill(first, activity, () => firstDelivery(store, activity));
    }
  };
  const refresh = async () => {
    const [now, activity] = await Promise.all([get(storePath(id), {}, signal), get(storePath(id, "activity"), {}, signal)]);
    store = now;
    show(activity);
  };
  show();
  asks.then((can) => { canAsk = can; show(); }, () => {});
  fill(place, head, told, fresh && notice("good", "Connected", h("p", {}, "What follows tells whether everything works.")),
    health, section("Access to the shop", access), section("Webhooks", webhook), section("First delivery", first), section("Payloads", payloadShapes(id, signal)), section("Settings", rest));
  fill(access, store.can_call ? tested(id, fresh) : h("p", {}, "Without API credentials the shop is not called: what its webhooks bring is all there is."));
  await refresh();
  every(2500, refresh, signal);
}

function section(title, ...body) {
  return h("section", { class: "panel" }, h("h2", {}, title), body);
}

/** A poll is the test: it calls the shop in every way that the suite will. */
function tested(id, atOnce) {
  const result = h("div", { "aria-live": "polite" }, h("p", { class: "muted" }, "The test calls the shop in every way that the suite will."));
  const test = action("Test access", async () => {
    fill(result, h("p", { class: "waiting" }, "Asking the shop…"));
    try {
      let poll = await post(storePath(id, "poll"));
      for (let looks = 0; poll.status !== "done" && looks < 20; looks++) {
        fill(result, steps(poll));
        await new Promise((resolve) => setTimeout(resolve, 1500));
        poll = await get(storePath(id, "polls", poll.poll_id));
      }
      fill(result, steps(poll));
    } catch (error) {
      fill(result, refusal(error));
    }
  });
  if (atOnce) test.click();
  return [result, h("div", { class: "actions" }, test)];
}

function steps(poll) {
  const wrong = poll.loops.filter((loop) => !["done", "not_offered", "overtaken"].includes(loop.end));
  const title = poll.status !== "done" ? "Still asking" : wrong.length ? "The shop did not answer everything" : "The shop answers";
  return [notice(wrong.length ? "bad" : poll.status === "done" ? "good" : "quiet", title,
    h("ul", {}, poll.loops.map((loop) => h("li", {}, `${STEPS[loop.loop] ?? words(loop.loop)}: ${ENDS[loop.end] ?? loop.end}`,
      loop.listed > 0 && `, ${counted(loop.listed, "row")} listed`, loop.end !== "done" && loop.detail && ` (${loop.detail})`)),
    poll.waiting.map((loop) => h("li", { class: "muted" }, `${STEPS[loop] ?? words(loop)}: …`))))];
}

function webhookSection(store) {
  if (!store.webhook) return h("p", {}, "This platform sends no webhooks; the store is polled.");
  const { url, topics, manual_steps: steps, subscriptions } = store.webhook;
  const registered = subscriptions && subscriptions.state === "sound";
  return [
    facts([["State", subscriptionState(store)]]),
    h("p", { id: "webhook-url" }, "Deliveries go to this address. Whoever knows it still needs the secret that signs them."),
    h("div", { class: "copyable" }, h("code", { "aria-describedby": "webhook-url" }, url), copyButton(url, "webhook URL")),
    registered ? h("p", {}, "The webhooks were registered in the shop and are kept alive; there is nothing to do.")
      : !subscriptions && [h("h3", {}, "How to register it in the shop"), h("p", { class: "steps" }, steps)],
    h("details", { class: "fold" }, h("summary", {}, counted(topics.length, "topic")), h("ul", { class: "codes" }, topics.map((topic) => h("li", {}, h("code", {}, topic))))),
  ];
}

function firstDelivery(store, activity) {
  const { latest } = activity;
  if (!latest) {
    return [h("p", { class: "waiting" }, "Waiting for the first delivery…"),
      h("p", { class: "muted" }, store.webhook ? "Place a test order in the shop, or change one: it shows here within seconds." : "The next poll brings it, within a minute.")];
  }
  const link = h("a", { href: `/console/orders/${encodeURIComponent(store.store_id)}/${encodeURIComponent(latest.external_id)}` }, `order ${latest.number ?? latest.external_id}`);
  return [notice("good", "Received", h("p", {}, "Latest: ", link, ", ", time(latest.recorded_at), ` by ${latest.cause}.`),
    store.webhook && !activity.webhook_at && h("p", {}, "No webhook came lately; polling brought it.")),
  facts([["Last webhook", time(activity.webhook_at)], ["Listed up to", time(activity.listed_up_to)], ["Certificate", certificateState(activity.certificate)]])];
}

function settings(store, told, refresh) {
  const change = async (state) => {
    try {
      await patch(storePath(store.store_id), { state });
      fill(told);
      announce(`The store is ${state}`);
      await refresh();
    } catch (error) {
      fill(told, refusal(error));
    }
  };
  return [
    facts([["Connected", moment(store.connected_at)], ["Mapping", `version ${store.mapping.version}`], ["Reads orders", store.mapping.policies?.read],
      ["Credentials set", (store.credentials ?? []).map((name) => [h("code", {}, name), " "])],
      ...Object.entries(store.options).map(([name, value]) => [capitalWords(name), value])]),
    h("div", { class: "actions" },
      h("a", { class: "button", href: `/console/orders?store=${encodeURIComponent(store.store_id)}` }, "Orders"),
      h("a", { class: "button", href: `/console/stores/${encodeURIComponent(store.store_id)}/mappings` }, "Mappings"),
      store.state === "active" ? action("Disable", async () => {
        if (await confirmed(`Disable ${store.name}?`, "Deliveries are refused and polls stop until it is enabled again. Orders stay.", "Disable it")) await change("disabled");
      }) : action("Enable", () => change("active")))];
}

function capitalWords(text) {
  const said = words(text);
  return said[0].toUpperCase() + said.slice(1);
}
