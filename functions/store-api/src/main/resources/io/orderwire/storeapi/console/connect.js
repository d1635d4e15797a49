// Connect: which platform, then a form as its descriptor says.
import { get, post } from "./api.js";
import { authorized, instead, refusedNotice } from "./authorize.js";
import { fill, h, notice } from "./dom.js";
import { Field, Form } from "./form.js";
import { words } from "./format.js";

const DEPTHS = { full: "webhooks carry the whole order", partial: "webhooks carry most of the order", id_only: "webhooks name the order, which is then read" };

export async function connect(place, context) {
  const [chosen] = context.values;
  const list = h("div", {});
  fill(place, h("h1", {}, "Connect a store"), context.query.has("refused") && refusedNotice(), list);
  const platforms = (await get("/v1/platforms", {}, context.signal)).items;
  const platform = platforms.find(({ id }) => id === chosen);
  if (platform) {
    const asks = platform.authorization?.ready && !context.query.has("form");
    fill(place, (asks ? authorized : form)(platform, context));
    return;
  }
  fill(list, h("p", {}, "Which platform does the shop run on?"),
    h("ul", { class: "choices" }, platforms.map((each) => h("li", {},
      h("a", { href: `/console/connect/${each.id}` },
        h("strong", {}, each.name),
        h("span", { class: "muted" }, each.webhooks.topics.length ? DEPTHS[each.webhooks.depth] : "sends no webhooks: it is polled every minute"),
        h("span", { class: "muted small-text" }, `API ${each.api_version}`))))));
}

/** The fields that every store has, however it gives access; the id follows the name. */
export function storeFields(platform) {
  const name = new Field({ name: "name", pointer: "/name", label: "Name of the store", required: true, help: "As people here call it." });
  const id = new Field({ name: "store_id", pointer: "/store_id", label: "Store id", required: true, help: "Names the store in events and addresses, for good. Small letters, digits and hyphens." });
  const address = new Field({ name: "base_url", pointer: "/base_url", label: "Address of the store", required: true, example: platform.base_url.example, help: `Write it like ${platform.base_url.example}` });
  const options = platform.options.map((each) => new Field({
    name: each.key, pointer: `/options/${each.key}`, label: each.label, help: each.help, pattern: each.pattern, example: each.standard,
  }));
  let chosen = false;
  id.input.addEventListener("input", () => { chosen = id.value !== ""; });
  name.input.addEventListener("input", () => {
    if (!chosen) id.input.value = idOf(name.value);
  });
  return {
    all: [name, id, address, ...options],
    store: h("fieldset", {}, h("legend", {}, "The store"), h("div", { class: "fields" }, name.element, id.element, address.element)),
    options: h("details", { class: "fold" }, h("summary", {}, "Options"), h("div", { class: "fields" }, options.map(({ element }) => element))),
    values: () => ({ store_id: id.value, platform: platform.id, name: name.value, base_url: address.value, options: given(platform.options, options) }),
  };
}

export function heading(platform) {
  return [h("nav", { class: "crumbs", "aria-label": "Way here" }, h("a", { href: "/console/connect" }, "All platforms")),
    h("h1", {}, `Connect a ${platform.name} store`)];
}

function idOf(name) {
  return name.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
}

function form(platform, { go }) {
  const store = storeFields(platform);
  const described = platform.credentials.filter(({ granted }) => !granted);
  const credentials = described.map((each) => new Field({
    name: each.key, pointer: `/credentials/${each.key}`, label: each.label, use: useOf(each, platform), help: each.help, secret: each.secret, pattern: each.pattern,
  }));
  const made = new Form({
    fields: [...store.all, ...credentials],
    verb: "Connect",
    body: [
      store.store,
      h("fieldset", {}, h("legend", {}, "Credentials"), h("p", { class: "help" }, need(platform)),
        h("div", { class: "fields" }, credentials.map(({ element }) => element))),
      store.options,
      notice("quiet", "Credentials are encrypted and never shown again", h("p", {}, "They go to this stack's own key in your account and come back to nobody, this page included.")),
    ],
    send: async () => {
      const connected = await post("/v1/stores", { ...store.values(), credentials: given(described, credentials) });
      go(`/console/stores/${encodeURIComponent(connected.store_id)}?connected`);
    },
  });
  return [heading(platform), made.element, instead(platform, { go }),
    platform.documents.length > 0 && h("p", { class: "muted" }, `${platform.name} documents: `,
      platform.documents.slice(0, 4).map((link, at) => [at > 0 && ", ", h("a", { href: link, rel: "noreferrer noopener", target: "_blank" }, documentName(link))]))];
}

/** Which of them calls need, and what works without. */
function need(platform) {
  const needed = platform.credentials.filter(({ required }) => required).map(({ label }) => label);
  const secret = platform.credentials.find(({ key }) => key === platform.webhooks.secret_field);
  const calls = needed.length ? `Calls to the shop need ${needed.join(" and ")}.` : "Calls to the shop need none of them.";
  return secret && platform.webhooks.topics.length ? `${calls} With ${secret.label} alone the store works by its webhooks only.` : calls;
}

function useOf(field, platform) {
  if (field.required) return "needed for calls";
  return field.key === platform.webhooks.secret_field && platform.webhooks.topics.length ? "signs webhooks" : "optional";
}

function documentName(link) {
  const { hostname, pathname } = new URL(link);
  return words(pathname.split("/").filter(Boolean).at(-1)?.replace(/\.\w+$/, "").replaceAll("-", " ") ?? hostname);
}

function given(described, fields) {
  return Object.fromEntries(described.map(({ key }, at) => [key, fields[at].value]).filter(([, value]) => value));
}
