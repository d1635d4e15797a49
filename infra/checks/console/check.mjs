// node check.mjs CONFIG.json OUTPUT_DIR
// Ends with status 1 and a line per fault, or 0 and what was seen and measured.
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [configFile, output] = process.argv.slice(2);
const config = JSON.parse(readFileSync(configFile, "utf8"));
const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const faults = [];
const expect = (holds, what) => {
  console.log(`${holds ? "ok   " : "FAULT"} ${what}`);
  if (!holds) faults.push(what);
};

async function api(method, path, body) {
  const response = await fetch(config.address + path, {
    method, headers: { "content-type": "application/json" }, body: body && JSON.stringify(body),
  });
  return { status: response.status, body: response.status === 204 ? undefined : await response.json() };
}

const place = (scenario) => fetch(`${config.shop.url}/_admin/place`, { method: "POST", body: JSON.stringify({ scenario }) }).then((answer) => answer.json());

const profile = mkdtempSync(join(tmpdir(), "console-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM, headless: true, viewport: { width: 1280, height: 900 }, locale: "en-GB",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
context.setDefaultTimeout(45_000);
await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: config.address });
const page = await context.newPage();
// Before the page is: its policy lets nobody run anything in it later.
await page.addInitScript({ content: axe });
page.on("pageerror", (error) => expect(false, `no script fails (${error.message})`));
page.on("console", (message) => {
  if (message.type() === "error" && !/status of 4\d\d|net::ERR_CONNECTION_RESET/.test(message.text())) expect(false, `the browser has nothing to complain of (${message.text()})`);
});

const go = async (path) => {
  await page.goto(config.address + path);
  await page.waitForSelector("h1");
  await page.locator(".waiting, .busy").first().waitFor({ state: "detached", timeout: 15_000 }).catch(() => {});
};

async function connectByTheWizard() {
  await go("/console/stores");
  await page.getByRole("link", { name: "Connect a store" }).first().click();
  await page.getByRole("link", { name: config.shop.name }).click();
  await page.getByRole("heading", { name: `Connect a ${config.shop.name} store` }).waitFor();
  const byHand = page.getByRole("link", { name: "Copy credentials instead" });
  if (await byHand.count()) await byHand.click();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  expect(await page.getByText("Name of the store is missing").first().isVisible(), "an empty form says what is missing");
  await page.getByLabel("Name of the store").fill("Harbour Tea");
  expect(await page.getByLabel("Store id").inputValue() === "harbour-tea", "the id follows the name");
  await page.getByLabel("Store id").fill("Not an id");
  await page.getByLabel("Address of the store").fill(config.shop.base_url);
  for (const [key, value] of Object.entries(config.shop.credentials)) {
    const field = page.locator(`[name="${key}"]`);
    expect(!config.shop.secrets.includes(key) || await field.getAttribute("type") === "password", `${key} is masked as its descriptor says`);
    await field.fill(value);
  }
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.locator("[name=store_id][aria-invalid=true]").waitFor();
  expect((await page.locator("[name=store_id]").locator("xpath=ancestor::div[contains(@class,'field')][1]").innerText()).includes("no store id"), "what the API refuses stands at its field");
  await looked("connect-refused");
  await page.getByLabel("Store id").fill("harbour-tea");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByText("Waiting for the first delivery").waitFor();
  expect(true, "the wizard connects a store and waits for its first delivery");
  await page.getByText("The shop answers").waitFor();
  expect(true, "the access to the shop is tested");
  const url = await page.locator(".copyable code").innerText();
  await page.getByRole("button", { name: "Copy webhook URL" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText()) === url, "the webhook URL can be copied");
  expect(!(await page.content()).includes(Object.entries(config.shop.credentials).find(([key]) => config.shop.secrets.includes(key))[1]), "no secret is on the page");
  const { id } = await place("GUEST");
  await page.getByText("Received").waitFor();
  expect(true, "the first delivery shows while one waits");
  return id;
}

async function readTheOrder(id) {
  await go("/console/orders?store=harbour-tea");
  await page.locator("[data-order]").first().click();
  await page.getByRole("heading", { name: "Totals" }).waitFor();
  expect((await page.locator("h1").innerText()).startsWith("Order"), "the order opens from the list");
  expect(await page.locator(".waterfall rect").count() >= 4, "the totals are a picture of both ledgers");
  expect(await page.locator("#totals .states").innerText().then((text) => /balanced|explained/.test(text)), "and say whether they agree");
  await page.getByText(/Version \d+ as JSON/).click();
  expect(JSON.parse(await page.getByLabel("Canonical JSON", { exact: true }).innerText()).ref.external_id === id, "the canonical JSON is that of the order");
  await place("BUNDLE");
  await go("/console/orders?store=harbour-tea");
  await page.locator("[data-order]").nth(1).waitFor();
  expect(true, "another order joins the live list");
  await page.getByLabel("Number or id").fill(id);
  await page.getByRole("button", { name: "Search" }).click();
  await page.locator(".exact a").waitFor();
  expect(true, "an order is found by its id");
}

async function replayAReceipt() {
  const secret = "a-secret-of-the-check";
  const { body: store } = await api("POST", "/v1/stores", { store_id: "garbled", name: "Garbled & Sons", platform: "woocommerce", base_url: "https://shop.example", credentials: { webhook_secret: secret } });
  for (const garbage of ['{"id": 3001, "status": "processing"', '{"id": 3002, "status": ']) {
    await fetch(store.webhook.url, { method: "POST", body: garbage, headers: {
      "content-type": "application/json", "x-wc-webhook-topic": "order.created", "x-wc-webhook-resource": "order", "x-wc-webhook-event": "created",
      "x-wc-webhook-delivery-id": garbage.slice(7, 11), "x-wc-webhook-signature": createHmac("sha256", secret).update(garbage).digest("base64") } });
  }
  await go("/console/operations");
  const garbled = page.locator(".entries li", { hasText: "Garbled & Sons" });
  await garbled.nth(1).waitFor();
  await garbled.first().getByRole("button", { name: /^Replay receipt/ }).click();
  await page.locator(".notice", { hasText: "handed over for replay" }).waitFor();
  expect(true, "a quarantined receipt shows its reason and is replayed");
}

// The first try is done, and its answer lost on the way.
async function losesOneAnswer(address, act) {
  const keys = [];
  const lose = async (route) => {
    const request = route.request();
    if (request.method() !== "POST") return route.continue();
    keys.push(request.headers()["idempotency-key"]);
    if (keys.length > 1) return route.continue();
    await route.fetch();
    return route.abort("connectionreset");
  };
  await page.route(address, lose);
  await act();
  await page.unroute(address, lose);
  return keys;
}

async function subscribeAUrl() {
  const received = [];
  const receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", () => { received.push({ headers: request.headers, body }); response.writeHead(204).end(); });
  });
  await new Promise((ready) => receiver.listen(0, "127.0.0.1", ready));
  await go("/console/operations/subscriptions");
  const url = `http://127.0.0.1:${receiver.address().port}/hooks`;
  await page.getByLabel("URL").fill(url);
  await page.getByLabel("Name").fill("Warehouse");
  const keys = await losesOneAnswer(`${config.address}/v1/subscriptions`, async () => {
    await page.getByRole("button", { name: "Register" }).click();
    await page.getByRole("button", { name: "Copy signing secret" }).waitFor();
  });
  const registered = (await api("GET", "/v1/subscriptions")).body.items.filter((each) => each.url === url);
  expect(keys.length === 2 && keys[0] === keys[1] && registered.length === 1, "what lost its answer is sent again under its key and done once");
  await page.getByRole("button", { name: "Copy signing secret" }).click();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect(secret.startsWith("whsec_") && !(await page.content()).includes(secret), "the signing secret is copied and on no screen");
  await page.getByRole("button", { name: "Send a test to Warehouse" }).click();
  await page.getByText("It answered 204").waitFor();
  const key = Buffer.from(secret.slice(6), "base64");
  const signed = (holds) => received.find(({ headers, body }) => holds(JSON.parse(body)) && headers["webhook-signature"].includes(
    createHmac("sha256", key).update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`).digest("base64")));
  expect(signed(({ type }) => type === "webhook.test"), "a signed test event reaches the URL");
  const { id } = await place("GUEST");
  const committed = () => signed(({ type, data }) => type === "order.committed" && data.order.ref.external_id === id);
  for (let waited = 0; waited < 45_000 && !committed(); waited += 200) await new Promise((later) => setTimeout(later, 200));
  expect(committed(), "and so does the event of the next order, signed");
  return receiver;
}

async function backfill() {
  await go("/console/operations/backfills");
  await page.getByLabel("Store").selectOption("harbour-tea");
  await page.getByRole("button", { name: "Start a back-fill" }).click();
  await page.locator(".entries li").first().waitFor();
  expect(true, "a back-fill is asked for and shows");
}

/** The order's events come on the bus once more, and the page says how many. */
async function replayEvents(id) {
  await go("/console/operations/replays");
  await page.getByLabel("Store").selectOption("harbour-tea");
  await page.getByRole("button", { name: "Start a replay" }).click();
  await page.locator("form [id$=-error]", { hasText: "period" }).first().waitFor();
  expect(true, "a replay of nothing is refused at its fields");
  await page.getByRole("textbox", { name: "Order" }).fill(id);
  await page.getByRole("button", { name: "Start a replay" }).click();
  const replay = page.locator("[data-replay]", { hasText: `order ${id}` }).first();
  await replay.locator(".pill", { hasText: "done" }).waitFor({ timeout: 60_000 });
  const { body: asked } = await api("GET", "/v1/stores/harbour-tea/replays");
  expect(asked.items[0].order === id && asked.items[0].state === "done" && asked.items[0].published >= 1, "an order's events are on the bus once more");
  expect((await replay.innerText()).includes(asked.items[0].published.toLocaleString()), "and the page says how many");
}

/** What the page says is what the API counts. */
async function seeUsage() {
  await go("/console/operations/usage?store=harbour-tea");
  await page.getByRole("heading", { name: "Estimated cost of the calls" }).waitFor();
  const { body: usage } = await api("GET", "/v1/stores/harbour-tea/usage");
  const shown = async () => Number((await page.locator(".grand").first().innerText()).replace(/\D/g, ""));
  expect(usage.versions >= 2 && await shown() >= 2 && await shown() <= usage.versions, "the versions of a store are counted");
  await page.getByText("Hour by hour", { exact: true }).click();
  const busy = usage.hours.filter(({ versions }) => versions > 0).length;
  expect(busy >= 1 && await page.getByRole("table", { name: /hour by hour/ }).getByRole("row").count() >= busy, "hour by hour");
  expect((await page.getByRole("table", { name: /price by service/ }).innerText()).includes("API Gateway"), "and priced service by service");
  await page.getByLabel("Store").selectOption("");
  await page.getByLabel("Period").selectOption("168");
  await page.locator('.hours svg[viewBox="0 0 168 100"]').waitFor();
  expect(await shown() >= usage.versions, "and all stores over a week together");
}

async function readItsHistory(id) {
  await go(`/console/orders/harbour-tea/${id}`);
  const admin = await fetch(`${config.shop.url}/_admin/refund`, { method: "POST", body: JSON.stringify({ order: id, reason: "damaged" }) });
  expect(admin.ok, `the shop refunds the order (${admin.status})`);
  await page.getByRole("button", { name: "Show it" }).click();
  const timeline = page.locator("#timeline");
  await timeline.getByRole("row").filter({ hasText: "Version 2" }).first().waitFor();
  const rows = await timeline.getByRole("row").allInnerTexts();
  expect(rows.some((row) => row.startsWith("Received") || row.startsWith("Fetched")) && rows.some((row) => / late| ahead|none/.test(row)), "the timeline tells what came in, and how late");
  await page.getByLabel("Before").selectOption("1");
  const refunded = page.locator("#differences").getByRole("row").filter({ hasText: "/totals/display/refunded_total" });
  await refunded.waitFor();
  expect(/\+.*\d/.test(await refunded.locator("td").last().innerText()), "the difference between two versions counts the money");
  await page.getByRole("link", { name: "What version 2 changed" }).click();
  await page.locator(":focus", { hasText: /^Differences$/ }).waitFor();
  expect(true, "a version leads to what it changed");
}

async function explainTheTax(id) {
  const asked = [];
  page.on("request", (request) => { if (request.url().includes("/explain")) asked.push(request.url()); });
  await go(`/console/orders/harbour-tea/${id}/versions/1?path=/totals/display/tax_total`);
  const shown = page.locator(".origin:not([hidden])");
  await shown.locator(".facts").waitFor();
  expect(await shown.locator(".place").first().innerText().then((pointer) => pointer.startsWith("/")), "the tax total names the raw values that it was made of");
  expect(/mapping \d/.test(await shown.innerText()) && /the same/.test(await shown.innerText()), "and its mapping, and that it is still made so");
  await shown.locator(".place").first().press("Enter");
  expect(await page.evaluate(() => document.activeElement.closest("#raw") !== null), "the keyboard gets from there to the payload");
  const number = page.locator("#normalized .key", { hasText: /^number$/ }).locator("xpath=following-sibling::*[1]").locator("button.value");
  await number.press("Enter");
  await page.locator(".origin:not([hidden])").nth(1).waitFor();
  expect(asked.length === 1, "one answer serves all values");
  expect(await page.locator("#unread").isVisible(), "what nobody read is listed");
}

/** All of an order in one file; whoever runs this check may make its versions anew of it. */
async function takeTheCapsule(id) {
  await go(`/console/orders/harbour-tea/${id}`);
  const button = page.getByRole("button", { name: "Download capsule" });
  expect(await button.evaluate((each) => document.getElementById(each.getAttribute("aria-describedby")).innerText.includes("without its person")), "it is said what a capsule is");
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  await download.saveAs(join(output, "capsule.json"));
  const file = readFileSync(join(output, "capsule.json"), "utf8");
  const { format, content } = JSON.parse(file);
  expect(download.suggestedFilename() === `capsule-harbour-tea-${id}.json` && format === "orderwire-capsule" && content.order === id, "the capsule of the order can be taken along");
  expect(content.versions.length > 1 && content.receipts.some(({ payload }) => payload), "its versions and payloads are in it");
  const { buyer } = (await api("GET", `/v1/stores/harbour-tea/orders/${id}`)).body;
  const credentials = [...config.shop.secrets.map((key) => config.shop.credentials[key]), config.shop.app?.client_secret].filter(Boolean);
  expect(buyer.email && !file.toLowerCase().includes(buyer.email.toLowerCase()), "its buyer's address is not");
  expect(credentials.length > 0 && credentials.every((each) => !file.includes(each)), "nor is what opens the shop");
}

async function changeAMapping() {
  await go("/console/stores/harbour-tea");
  await page.getByRole("link", { name: "Mappings" }).click();
  await page.getByRole("heading", { name: "Mappings of Harbour Tea" }).waitFor();
  const versions = page.locator("[data-version]");
  await versions.first().waitFor();
  const before = Number(await page.locator("[data-version]", { hasText: "Active" }).getAttribute("data-version"));
  const words = page.locator("fieldset[name=payment] > .table-frame select");
  await words.first().waitFor();
  expect(await words.count() > 0, "the words that orders bear for their payment are there to be mapped");
  const word = (await words.first().getAttribute("name")).slice("payment/".length);
  await words.first().selectOption("authorized");
  await page.getByRole("button", { name: "Add a field" }).click();
  await page.getByLabel("Name", { exact: true }).fill("of_the_check");
  await page.getByLabel("JSON pointer").fill("no pointer");
  await page.getByRole("button", { name: "Save as a new version" }).click();
  await page.getByText("This does not look like JSON pointer").first().waitFor();
  expect(true, "a pointer that is none is refused at its field");
  await page.getByLabel("JSON pointer").fill("/currency");
  await page.getByRole("button", { name: "Preview these changes" }).click();
  const preview = page.locator("#preview");
  await preview.getByText(/of the latest \d+ orders? would say something else/).waitFor();
  const changed = await preview.locator("[data-order]").allTextContents();
  expect(["/lifecycle/payment/state", "/custom_fields"].every((path) => changed.some((text) => text.includes(path))), "the preview names the orders that change, field by field");
  expect(/no difference/.test(await preview.locator(".difference").first().innerText()), "and what that does to the money");
  expect((await api("GET", "/v1/stores/harbour-tea/mappings")).body.items.every((each) => each.version <= before), "a preview saves nothing");
  await looked("mappings");
  await page.getByLabel("Comment").fill("the check's own");
  await page.getByRole("button", { name: "Save as a new version" }).click();
  const saved = before + 1;
  await page.getByText(`Version ${saved} is saved`).first().waitFor();
  const confirm = (name) => page.getByRole("dialog").getByRole("button", { name }).click();
  await page.getByRole("button", { name: `Activate Version ${saved}` }).click();
  await confirm("Activate");
  await page.getByText(`Before it was version ${before}.`).waitFor();
  expect(true, "a version is saved, then made active, and it is said what was active before");
  const again = async (number) => {
    await page.getByRole("button", { name: "Make the history again" }).click();
    await confirm("Make it again");
    await page.locator(`[data-remap="${number}"]`, { hasText: "done" }).waitFor();
    return (await api("GET", `/v1/stores/harbour-tea/remaps/${number}`)).body;
  };
  const made = await again(1);
  expect(made.changed > 0 && made.mapping_version === saved, `the history is made again (${made.changed} of ${made.orders} orders changed)`);
  const named = async () => (await api("GET", "/v1/stores/harbour-tea/orders?limit=100")).body.items.filter((each) => each.custom_fields?.some(({ name }) => name === "of_the_check"));
  const read = await named();
  expect(read.length > 0 && read.every((each) => each.source.mapping_version === saved && (each.lifecycle.payment.raw?.toLowerCase() !== word || each.lifecycle.payment.state === "authorized")), "orders say what the mapping makes of them");
  await page.getByRole("button", { name: `Roll back to Version ${before}` }).click();
  await confirm("Roll back");
  await page.getByText(`Before it was version ${saved}.`).waitFor();
  await again(2);
  expect((await named()).length === 0, "rolled back and made again, orders say what they said before");
}

async function redriveDeadLetters() {
  await go("/console/operations/dead-letters");
  await page.getByRole("button", { name: "Redrive poll" }).waitFor();
  await looked("dead-letters");
  await page.getByRole("button", { name: "Redrive poll" }).click();
  await page.getByText("moved back to where they came from").waitFor();
  expect(true, "dead letters are counted and redriven");
}

/** The documents, the samples, and the check of a signature as it is printed there. */
async function readAsADeveloper() {
  await go("/console/developers");
  await page.getByRole("button", { name: "Read asyncapi.json" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download openapi.json" }).click()]);
  const taken = JSON.parse(readFileSync(await download.path(), "utf8"));
  expect(download.suggestedFilename() === "openapi.json" && taken.openapi.startsWith("3.1"), "the OpenAPI document can be taken along");
  await page.getByRole("button", { name: "Read event-schema-drifted.schema.json" }).press("Enter");
  await page.getByRole("group", { name: "event-schema-drifted.schema.json", exact: true }).getByText("properties").first().waitFor();
  const { body: events } = await api("GET", "/asyncapi.json");
  const types = await page.getByRole("combobox", { name: "Event" }).locator("option").allInnerTexts();
  expect(types.length === Object.keys(events.channels.bus.messages).length, "each event is there to choose");
  await page.getByRole("combobox", { name: "Event" }).selectOption("schema.drifted");
  await page.getByRole("button", { name: "Copy sample of schema.drifted" }).click();
  const sample = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(sample["detail-type"] === "schema.drifted" && sample.detail.data.added.length > 0, "and shows its sample");
  const printed = await page.getByRole("group", { name: "the check of a signature" }).innerText();
  const { isGenuine } = await import(`data:text/javascript,${encodeURIComponent(`${printed}\nexport { isGenuine };`)}`);
  const key = "c2lnbmluZyBzZWNyZXQ=";
  const [body, timestamp] = ['{"type":"webhook.test"}', Math.floor(Date.now() / 1000)];
  const signature = createHmac("sha256", Buffer.from(key, "base64")).update(`id.${timestamp}.${body}`).digest("base64");
  const headers = { "webhook-id": "id", "webhook-timestamp": String(timestamp), "webhook-signature": `v1,AAAA v1,${signature}` };
  expect(isGenuine(headers, body, `whsec_${key}`) && !isGenuine(headers, `${body} `, `whsec_${key}`), "the check of a signature works as it is printed");
}

async function seeThePayloads() {
  const asked = [];
  const seen = (request) => { if (request.url().endsWith("/unmapped")) asked.push(request.url()); };
  page.on("request", seen);
  await go("/console/stores/harbour-tea");
  const panel = page.locator("section", { has: page.getByRole("heading", { name: "Payloads" }) });
  await panel.locator(".entries li").first().waitFor();
  expect(/first seen/.test(await panel.innerText()), "a store's page shows the shapes of its payloads");
  expect(asked.length === 0, "and does not read payloads again that nobody asked about");
  await panel.getByRole("button", { name: "Look for what is left over" }).press("Enter");
  await panel.getByText(/Nothing is left over|Nothing is made of/).first().waitFor();
  expect(asked.length === 1, "what of them nobody maps is looked for on demand");
  page.off("request", seen);
  await looked("payloads");
}

async function withoutFaults(name) {
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(bad.length === 0, `${name}: axe finds nothing serious${bad.map((each) => ` [${each.id}: ${each.nodes.slice(0, 2).map(({ html }) => html.slice(0, 160)).join(" | ")}]`).join("")}`);
}

/** A picture of what is shown in each size and scheme; axe on each size and each scheme once, for it takes the longest. */
async function looked(name) {
  for (const scheme of ["light", "dark"]) {
    for (const [size, width, height] of [["wide", 1280, 900], ["narrow", 360, 740]]) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      if ((scheme === "light") === (size === "wide")) await withoutFaults(`${name}, ${scheme}, ${size}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over <= 0, `${name}, ${size}: nothing is wider than the screen`);
      await page.evaluate(() => globalThis.scrollTo(0, 0));
      await page.screenshot({ path: join(output, `${name}-${scheme}-${size}.png`), fullPage: name !== "orders" });
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: null });
}

/** Registers the app if there is none, and connects a store by its merchant's leave alone. */
async function connectByRedirect() {
  const name = config.shop.name;
  await go(`/console/connect/${config.shop.platform}`);
  const asks = page.getByRole("button", { name: `Connect with ${name}…` });
  const asksNot = page.getByText(`Let merchants connect with ${name}`);
  await asks.or(asksNot).first().waitFor();
  if (!await asks.count()) {
    await asksNot.click();
    await looked("app");
    await page.getByLabel("Client id").fill(config.shop.app.client_id);
    await page.getByLabel("Client secret", { exact: true }).fill(config.shop.app.client_secret);
    await page.getByRole("button", { name: "Keep the app" }).click();
  }
  await page.getByRole("button", { name: `Connect with ${name}…` }).waitFor();
  expect(!(await page.content()).includes(config.shop.app.client_secret), "the app's secret is kept and not shown");
  await looked("connect-with");
  await page.getByLabel("Name of the store").fill("Asked There");
  await page.getByLabel("Address of the store").fill(config.shop.base_url);
  const sent = [];
  const seen = (request) => { if (request.isNavigationRequest()) sent.push(request.url()); };
  page.on("request", seen);
  await page.getByRole("button", { name: `Connect with ${name}…` }).click();
  await page.getByRole("heading", { name: "Asked There" }).waitFor();
  page.off("request", seen);
  expect(sent.some((url) => url.startsWith(config.shop.url)) && sent.some((url) => url.includes(`/authorizations/${config.shop.platform}?`)), "the merchant is sent to the platform, and comes back by the callback");
  expect(new URL(page.url()).pathname === "/console/stores/asked-there" && !/code=|state=|hmac=/.test(page.url()), "and lands on the page of the store, whose address tells nothing of it");
  await page.getByText("The shop answers").waitFor();
  expect(true, "the access that was given opens the shop");
  const callback = sent.find((url) => url.includes(`/authorizations/${config.shop.platform}?`));
  await page.goto(callback);
  await page.getByText("Connecting was not finished").waitFor();
  expect(new URL(page.url()).pathname === "/console/connect", "a callback that was used says nothing of what it was for");
  await api("DELETE", "/v1/stores/asked-there");
}

async function keyboard() {
  await go("/console/stores");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.className) === "skip", "the first stop of the keyboard skips to the content");
  await page.getByRole("link", { name: "Orders" }).first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/console\/orders/);
  expect(await page.evaluate(() => document.activeElement.id) === "main", "after a change of page the focus is on the content");
}

/** Times of this machine: printed, not judged. */
async function measure(orders) {
  const page = await context.newPage();
  await page.goto(`${config.address}/console/orders?store=${orders.store}`);
  await page.locator("[data-order]").first().waitFor();
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  const rows = await page.evaluate(() => ({ now: performance.now(), count: document.querySelectorAll("[data-order]").length }));
  const timed = async (work, done) => {
    const from = Date.now();
    await work();
    await done();
    return Date.now() - from;
  };
  const older = await timed(() => page.getByRole("button", { name: "Older" }).click(), () => page.getByText("51 to 100").waitFor());
  const newer = await timed(() => page.getByRole("button", { name: "Newer" }).click(), () => page.getByText("1 to 50").waitFor());
  expect(rows.count === 50, `of ${orders.count} orders a page of 50 is in the document`);
  console.log(`measured: ${orders.count} orders: first contentful paint ${Math.round(paint)} ms, list shown ${Math.round(rows.now)} ms, next page ${older} ms, back ${newer} ms`);
}

try {
  const id = await connectByTheWizard();
  await looked("store");
  await readTheOrder(id);
  await go(`/console/orders/harbour-tea/${id}`);
  await looked("order");
  await readItsHistory(id);
  await looked("history");
  await explainTheTax(id);
  await looked("origins");
  await takeTheCapsule(id);
  await changeAMapping();
  await replayAReceipt();
  await looked("quarantine");
  if (config.redrives) await redriveDeadLetters();
  else console.log("skipped: these endpoints cannot move messages back");
  await backfill();
  await looked("backfills");
  await replayEvents(id);
  await looked("replays");
  await seeUsage();
  await looked("usage");
  await go("/console/operations/reconciliations?store=harbour-tea");
  await looked("reconciliations");
  await seeThePayloads();
  await looked("payloads");
  await readAsADeveloper();
  await looked("developers");
  const receiver = await subscribeAUrl();
  await looked("subscriptions");
  receiver.close();
  for (const [name, path] of [["stores", "/"], ["connect", "/console/connect"], ["connect-form", `/console/connect/${config.shop.platform}`], ["orders", "/console/orders"]]) {
    await go(path);
    if (name === "stores") await page.locator(".card .facts").first().waitFor();
    if (name === "orders") await page.locator("[data-order]").first().waitFor();
    await looked(name);
  }
  if (config.shop.app?.client_id) await connectByRedirect();
  await keyboard();
  if (config.many) await measure(config.many);
} catch (error) {
  await page.screenshot({ path: join(output, "fault.png"), fullPage: true }).catch(() => {});
  expect(false, `the way through the console ends (${error.message.split("\n").slice(0, 4).join(" ")})`);
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(`${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
