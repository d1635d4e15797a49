// Access that merchants give at their platform, instead of copying credentials.
import { post, put } from "./api.js";
import { action, copyButton, fill, h, notice, refusal } from "./dom.js";
import { Field, Form } from "./form.js";
import { heading, storeFields } from "./connect.js";

/** Sends the browser to the platform; it comes back to the page of the store. */
async function ask(wanted) {
  const { authorization_url: page } = await post("/v1/stores/authorizations", wanted);
  location.assign(page);
}

/** The page of a platform that asks its merchants. */
export function authorized(platform) {
  const store = storeFields(platform);
  const made = new Form({
    fields: store.all,
    verb: `Connect with ${platform.name}…`,
    body: [store.store, store.options,
      notice("quiet", `${platform.name} asks you there`, h("p", {}, "You sign in to your shop, see what is asked for, and come back here. No credential passes through your hands."))],
    send: () => ask(store.values()),
  });
  return [heading(platform), made.element,
    h("p", {}, h("a", { href: `/console/connect/${platform.id}?form` }, "Copy credentials instead"))];
}

/** Below the form: that there is another way, or what it needs. */
export function instead(platform, { go }) {
  const { authorization } = platform;
  if (!authorization) return undefined;
  if (authorization.ready) return h("p", {}, h("a", { href: `/console/connect/${platform.id}` }, `Connect with ${platform.name} instead`));
  const id = new Field({ name: "client_id", pointer: "/client_id", label: "Client id", required: true });
  const secret = new Field({ name: "client_secret", pointer: "/client_secret", label: "Client secret", required: true, secret: true, help: "Encrypted, and never shown again." });
  const made = new Form({
    fields: [id, secret],
    verb: "Keep the app",
    body: h("div", { class: "fields" }, id.element, secret.element),
    send: async () => {
      await put(`/v1/platforms/${platform.id}/app`, { client_id: id.value, client_secret: secret.value });
      go(`/console/connect/${platform.id}`);
    },
  });
  return h("details", { class: "fold" }, h("summary", {}, `Let merchants connect with ${platform.name}`),
    h("div", { class: "panel" },
      h("p", { class: "breaking" }, authorization.app),
      h("p", { id: "callback-url" }, "The callback address:"),
      h("div", { class: "copyable" }, h("code", { "aria-describedby": "callback-url" }, authorization.callback_url), copyButton(authorization.callback_url, "callback address")),
      h("p", {}, h("a", { href: authorization.document, rel: "noreferrer noopener", target: "_blank" }, `How ${platform.name} describes it`)),
      made.element));
}

export function refusedNotice() {
  return notice("bad", "Connecting was not finished", h("p", {}, "What came back from the platform could not be taken: it was too late, had been used, does not fit what was asked for, or a service did not answer in time. See whether the store is there all the same; if not, begin again."));
}

/** For a store whose access ended: the same way again. */
export function again(store) {
  const told = h("div", {});
  return h("div", {}, action("Give access again…", () => ask({ store_id: store.store_id, platform: store.platform })
    .catch((error) => fill(told, refusal(error))), { class: "primary" }), told);
}
