// One order, at its newest version or at any other.
import { get, getText, post, storePath } from "./api.js";
import { action, announce, button, download, fill, h, notice, pill, refusal } from "./dom.js";
import { money, time, words, worth } from "./format.js";
import { every } from "./live.js";
import { buyer, findings, fields, goods, life, payments, refunds, shipments } from "./order-parts.js";
import { differences } from "./order-differences.js";
import { timeline } from "./order-timeline.js";
import { totals } from "./order-totals.js";
import { json, versions } from "./order-versions.js";

// In the order in which they are shown. Each makes its part of the page, or nothing where the order has none of it.
const SECTIONS = [
  ["Status", life], ["Totals", totals], ["Lines", goods], ["Buyer and addresses", buyer], ["Payments", payments], ["Shipments", shipments],
  ["Refunds and returns", refunds], ["Custom fields", fields], ["Findings", findings], ["Timeline", timeline], ["Differences", differences], ["Versions", versions], ["Canonical JSON", json],
];

export async function order(place, context) {
  const { values: [store, id], query, signal } = context;
  fill(place, h("h1", {}, id), h("p", { class: "waiting" }, "Reading the order…"));
  const newest = await get(storePath(store, "orders", id), {}, signal);
  const number = Number(query.get("version")) || newest.version;
  const shown = number === newest.version ? newest : (await get(storePath(store, "orders", id, "versions", number), {}, signal)).order;
  const address = `/console/orders/${encodeURIComponent(store)}/${encodeURIComponent(id)}`;
  const news = h("div", { "aria-live": "polite" });
  const told = h("div", {});
  const parts = SECTIONS.map(([title, make]) => {
    const body = make(shown, { ...context, store, id, address, newest });
    return body && h("section", { class: "panel", id: title.toLowerCase().replaceAll(" ", "-") }, h("h2", { tabindex: "-1" }, title), body);
  });
  fill(place,
    h("nav", { class: "crumbs", "aria-label": "Way here" }, h("a", { href: "/console/orders" }, "Orders"), " / ", h("a", { href: `/console/orders?store=${encodeURIComponent(store)}` }, store)),
    h("div", { class: "title" },
      h("div", {},
        h("h1", {}, `Order ${shown.number}`),
        h("p", { class: "muted" }, `${shown.platform} · id ${id} · version ${shown.version} of ${newest.version}`)),
      h("div", { class: "states" }, pill(worth(shown.lifecycle.status), words(shown.lifecycle.status)),
        shown.test && h("span", { class: "tag" }, "test"),
        h("strong", { class: "grand" }, money(shown.totals.display.grand_total)))),
    news, told,
    shown.version !== newest.version && notice("info", `This is version ${shown.version}; the newest is ${newest.version}`, h("p", {}, h("a", { href: address }, "Show the newest"))),
    shown.erased_at && notice("info", "Its person was erased", h("p", {}, time(shown.erased_at), "; the amounts stay.")),
    h("div", { class: "actions" },
      shown.admin_url && h("a", { class: "button small", href: shown.admin_url, target: "_blank", rel: "noreferrer noopener" }, "Open in the shop’s admin"),
      h("a", { class: "button small", href: `${address}/versions/${shown.version}` }, "Where it comes from"),
      action("Replay", () => replay(store, id, told), { class: "small", title: "Maps the archived payload again; without news nothing is recorded" }),
      action("Download capsule", () => capsule(store, id, told, signal), { class: "small", "aria-describedby": "capsule" })),
    h("p", { class: "muted", id: "capsule" }, "A capsule is all of an order in one file, without secrets and without its person, to hand on to whoever mends it."),
    h("div", { class: "order-page" }, parts));
  const part = location.hash && document.getElementById(location.hash.slice(1));
  if (part && place.contains(part)) {
    part.querySelector("h2").focus({ preventScroll: true });
    part.scrollIntoView();
  }
  every(5000, async () => {
    const now = await get(storePath(store, "orders", id), {}, signal);
    if (now.version > newest.version) {
      fill(news, notice("info", `Version ${now.version} arrived`, button("Show it", () => context.go(address), { class: "small" })));
    }
  }, signal);
}

async function capsule(store, id, told, signal) {
  try {
    download(`capsule-${store}-${id}.json`.replace(/[^\w.-]/g, "_"), await getText(storePath(store, "orders", id, "capsule"), signal));
    fill(told);
    announce("The capsule is downloaded");
  } catch (error) {
    if (!signal.aborted) fill(told, refusal(error));
  }
}

async function replay(store, id, told) {
  try {
    await post(storePath(store, "orders", id, "replay"));
    fill(told, notice("good", "Handed over for replay", h("p", {}, "If the archived payload maps to something else by now, a new version shows here.")));
    announce("Handed over for replay");
  } catch (error) {
    fill(told, refusal(error));
  }
}
