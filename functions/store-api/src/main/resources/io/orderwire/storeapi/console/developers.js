// For who builds on this: the documents, patterns for the bus, how a signature is checked, a sample of each event.
import { get } from "./api.js";
import { action, button, copyButton, download, fill, freshId, h, refusal } from "./dom.js";
import { counted } from "./format.js";
import { JsonTree, literal } from "./json-tree.js";

const PATTERNS = [
  ["An order may be picked", { "detail-type": ["order.committed", "order.changed"], detail: { data: { transitions: ["ready_for_fulfillment"] } } }],
  ["An order is safe to import, once", { "detail-type": ["order.committed"] }],
  ["Everything of one store", { source: ["orderwire"], detail: { metadata: { store_id: ["acme-eu"] } } }],
  ["Money came in or went back, and nothing that was asked for again", { detail: { metadata: { replay: [false] }, data: { transitions: ["paid", "partially_paid", "refunded", "partially_refunded"] } } }],
  ["A store needs attention", { "detail-type": ["store.health_changed", "receipt.quarantined"] }],
  ["A shop sends values that nobody maps", { "detail-type": ["schema.drifted"], detail: { data: { unmapped: [{ prefix: "/" }] } } }],
];

const CHECK = `import { createHmac, timingSafeEqual } from "node:crypto";

// body: the bytes as they came, before anything reads them as JSON
function isGenuine(headers, body, secret) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  if (Math.abs(Date.now() / 1000 - timestamp) > 300) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const wanted = createHmac("sha256", key).update(\`\${id}.\${timestamp}.\`).update(body).digest();
  return headers["webhook-signature"].split(" ").some((each) => {
    const [version, signature] = each.split(",");
    const given = Buffer.from(signature ?? "", "base64");
    return version === "v1" && given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}`;

export async function developers(place, { signal }) {
  const documents = h("div", {}, h("p", { class: "waiting" }, "Loading…"));
  const samples = h("div", {}, h("p", { class: "waiting" }, "Loading…"));
  fill(place, h("h1", {}, "Developers"),
    section("Documents", h("p", { class: "muted" }, "They are generated from the code and held against it: of the API, of the events, and of what these carry."), documents),
    section("Patterns for the bus", h("p", { class: "muted" }, "Put a rule with such a pattern on the bus. The bus does not order: apply an event only if its sequence is greater than the last one of its subject, and drop an event id that you have seen."),
      PATTERNS.map(([title, pattern]) => h("div", {}, h("h3", {}, title), code(title, JSON.stringify(pattern, null, 2))))),
    section("Is a delivery genuine?", h("p", {}, "What is sent to a URL is signed as Standard Webhooks says, for which there are libraries in every language. Without one, in Node.js:"), code("the check of a signature", CHECK),
      h("p", { class: "muted" }, "While a secret is replaced two signatures stand there, of which one is enough. Answer within 15 seconds; what is not answered 2xx comes again, with the same webhook-id.")),
    section("A sample of each event", samples));
  const events = await get("/asyncapi.json", {}, signal);
  fill(documents, h("ul", { class: "entries" },
    shown("OpenAPI 3.1", "every call of the API", "openapi.json", "/openapi.json", signal),
    shown("AsyncAPI 3", "every event, on the bus and at subscribed URLs", "asyncapi.json", "/asyncapi.json", signal),
    (events["x-json-schemas"] ?? []).map((name) => shown("JSON Schema", name, name, `/schemas/${name}`, signal))));
  sampleChoice(samples, events);
}

function section(title, ...body) {
  return h("section", { class: "panel" }, h("h2", {}, title), body);
}

function code(name, text) {
  return [h("pre", { tabindex: "0", role: "group", "aria-label": name }, text), h("div", { class: "actions" }, copyButton(text, name))];
}

function tree(name, document) {
  return new JsonTree(name, document, (value) => h("code", {}, literal(value))).element;
}

function indented(document) {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** One document, to read here or to take along. Both ask with the token, if there is one. */
function shown(kind, about, file, address, signal) {
  const body = h("div", { "aria-live": "polite" });
  const loaded = async (use) => {
    try {
      use(await get(address, {}, signal));
    } catch (error) {
      if (!signal.aborted) fill(body, refusal(error));
    }
  };
  return h("li", {},
    h("div", { class: "entry-head" },
      h("div", {}, h("strong", {}, kind), " ", h("span", { class: "muted breaking" }, about)),
      h("div", { class: "actions" },
        action("Read", () => loaded((document) => fill(body, tree(file, document))), { class: "small", "aria-label": `Read ${file}` }),
        action("Download", () => loaded((document) => download(file, indented(document))), { class: "small", "aria-label": `Download ${file}` }))),
    body);
}

function sampleChoice(place, events) {
  const messages = Object.entries(events.channels.bus.messages).map(([name]) => events.components.messages[name]);
  const body = h("div", { "aria-live": "polite" });
  const select = h("select", { id: freshId("sample"), onchange: () => show() }, messages.map(({ name }) => h("option", { value: name }, name)));
  const show = () => {
    const message = messages.find(({ name }) => name === select.value);
    const sample = message.examples[0].payload;
    fill(body, h("p", {}, `${message.summary}.`), tree(message.name, sample),
      h("div", { class: "actions" }, copyButton(JSON.stringify(sample, null, 2), `sample of ${message.name}`), button("Download", () => download(`${message.name}.json`, indented(sample)), { class: "small", "aria-label": `Download the sample of ${message.name}` })));
  };
  fill(place, h("p", { class: "muted" }, `${counted(messages.length, "type")} of events, as a rule hands them to its target. A subscribed URL gets type, timestamp, metadata and data.`),
    h("label", { class: "filter" }, "Event", select), body);
  show();
}
