// URLs that events are sent to: register, test, enable, delete.
import { all, get, post, remove } from "./api.js";
import { action, announce, capital, confirmed, copyButton, facts, fill, h, notice, pill, refill, refusal } from "./dom.js";
import { Field, Form } from "./form.js";
import { time, words } from "./format.js";
import { every } from "./live.js";

const TYPES = ["order.pending", "order.committed", "order.changed", "cart.updated", "cart.abandoned", "cart.converted",
  "customer.merged", "customer.split", "store.health_changed", "store.reconciled", "receipt.quarantined", "schema.drifted"];
const TRANSITIONS = ["created", "committed", "paid", "refunded", "partially_refunded", "ready_for_fulfillment", "partially_fulfilled", "fulfilled", "cancelled",
  "edited", "totals_changed", "address_changed", "shipment_added", "refund_added"];
const path = (id, ...more) => ["/v1/subscriptions", encodeURIComponent(id), ...more].join("/");

export async function subscriptions(place, { stores, signal }) {
  const told = h("div", { "aria-live": "polite" });
  const list = h("ul", { class: "entries" });
  const entries = new Map();
  const refresh = async () => {
    const held = await all("/v1/subscriptions", {}, signal);
    for (const each of held) {
      if (!entries.has(each.id)) entries.set(each.id, new Entry(each.id, told, refresh, signal));
      entries.get(each.id).show(each);
    }
    refill(list, held.map(({ id }) => id), () => held.length ? held.map(({ id }) => entries.get(id).element)
      : h("li", { class: "empty" }, h("h2", {}, "Nobody is subscribed"), h("p", {}, "Register a URL, and events are sent to it, signed.")));
  };
  fill(place, h("p", { class: "muted" }, "Each event is one signed POST, as Standard Webhooks says, tried again for more than a day."), told, registering(stores, told, refresh), list);
  await refresh();
  every(5000, refresh, signal);
}

function boxes(title, name, values, help) {
  return h("fieldset", { class: "boxes" }, h("legend", {}, title), h("p", { class: "help" }, help),
    h("div", {}, values.map(([value, text]) => h("label", {}, h("input", { type: "checkbox", name, value }), text))));
}

function registering(stores, told, refresh) {
  const url = new Field({ name: "url", pointer: "/url", label: "URL", required: true, example: "https://hooks.example.com/orders" });
  const name = new Field({ name: "name", pointer: "/name", label: "Name", help: "Left out: the host of the URL" });
  const form = new Form({
    fields: [url, name], verb: "Register",
    body: [h("div", { class: "fields" }, url.element, name.element),
      h("details", { class: "fold" }, h("summary", {}, "Send only some events"),
        boxes("Types", "event_types", TYPES.map((each) => [each, each]), "None chosen: all of them."),
        boxes("What happened to the order", "transitions", TRANSITIONS.map((each) => [each, words(each)]), "None chosen: whatever it was."),
        boxes("Stores", "stores", stores.map((store) => [store.store_id, store.name]), "None chosen: all of them."))],
    send: async () => {
      const chosen = new FormData(form.element);
      const made = await post("/v1/subscriptions", {
        url: url.value, ...(name.value && { name: name.value }),
        event_types: chosen.getAll("event_types"), transitions: chosen.getAll("transitions"), stores: chosen.getAll("stores"),
      });
      fill(told, secret(made));
      form.element.reset();
      announce("Registered");
      await refresh();
    },
  });
  return h("section", { class: "panel" }, h("h2", {}, "Register a URL"), form.element);
}

/** It goes from the answer to the clipboard, and is on no screen. */
function secret(made) {
  return notice("good", `${made.name} is registered`,
    h("p", {}, "Copy the signing secret to where its deliveries are checked. It is not shown here, and after this page is left nobody can copy it again; a lost one is replaced by a new one."),
    h("div", { class: "copyable" }, h("code", { "aria-label": "hidden signing secret" }, "whsec_••••••••••••"), copyButton(made.secret, "signing secret")));
}

class Entry {
  constructor(id, told, refresh, signal) {
    Object.assign(this, { id, told, refresh, signal });
    this.body = h("div", {});
    this.tries = h("div", { "aria-live": "polite" });
    this.element = h("li", { class: "panel" }, this.body, this.tries);
  }

  show(held) {
    refill(this.body, held, () => [
      h("div", { class: "entry-head" },
        h("div", {}, h("h2", { class: "small-title" }, held.name), h("p", { class: "muted breaking" }, held.url)),
        pill(held.state === "active" ? "good" : "bad", held.state)),
      held.disabled && notice("bad", capital(held.disabled.reason), h("p", {}, h("strong", {}, "What to do: "), held.disabled.remedy, ".")),
      facts([["Types", held.event_types.join(", ") || "all"], ["What happened", held.transitions.map(words).join(", ") || "whatever it was"], ["Stores", held.stores.join(", ") || "all"],
        ["Since", time(held.created_at)]], "wide"),
      h("div", { class: "actions" },
        action("Send a test", () => this.#test(), { "aria-label": `Send a test to ${held.name}` }),
        action("Show tries", () => this.#attempts(), { "aria-label": `Show tries of ${held.name}` }),
        held.state !== "active" && action("Enable", () => this.#change(() => post(path(this.id, "enable"))), { class: "primary", "aria-label": `Enable ${held.name}` }),
        action("Delete", () => this.#remove(held), { class: "quiet", "aria-label": `Delete ${held.name}` })),
    ]);
  }

  async #change(work) {
    try {
      await work();
      await this.refresh();
    } catch (error) {
      fill(this.told, refusal(error));
    }
  }

  async #remove(held) {
    if (await confirmed(`Delete ${held.name}?`, "Nothing is sent to it any more, and its secret is gone.", "Delete it")) await this.#change(() => remove(path(this.id)));
  }

  async #test() {
    try {
      const { webhook_id: id } = await post(path(this.id, "test"));
      fill(this.tries, h("p", { class: "waiting" }, "Sent; waiting for the answer…"));
      for (let looks = 0; looks < 20 && !this.signal.aborted; looks++) {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        const held = (await get(path(this.id, "attempts"), { limit: 20 }, this.signal)).items;
        const found = held.find(({ event_id: event }) => event === id);
        if (found) {
          const good = found.status >= 200 && found.status < 300;
          fill(this.tries, notice(good ? "good" : "bad", good ? `It answered ${found.status} within ${found.took_millis} ms` : `It did not take the test: ${found.status ?? words(found.failure)}`,
            found.next_try_at && h("p", {}, "Tried again ", time(found.next_try_at))));
          return;
        }
      }
      fill(this.tries, notice("warn", "No answer yet", h("p", {}, "Show tries tells when there is one.")));
    } catch (error) {
      fill(this.tries, refusal(error));
    }
  }

  async #attempts() {
    try {
      const held = (await get(path(this.id, "attempts"), { limit: 20 }, this.signal)).items;
      fill(this.tries, held.length ? h("ol", { class: "tries" }, held.map((each) => h("li", {},
        pill(each.status >= 200 && each.status < 300 ? "good" : "bad", String(each.status ?? words(each.failure))), " ", h("code", {}, each.event_id), " ",
        h("span", { class: "muted" }, `try ${each.number}, ${each.took_millis} ms, `, time(each.at))))) : h("p", { class: "muted" }, "Nothing was sent yet."));
    } catch (error) {
      fill(this.tries, refusal(error));
    }
  }
}
