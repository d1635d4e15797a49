// node sign-in.mjs CONFIG.json OUTPUT_DIR
// Signs in to the console in a browser, with an issuer that insists on what OAuth 2.0 and OpenID Connect ask of a public client
// (RFC 6749, RFC 7636, RFC 9700), and with an authorizer before the API as the HTTP API of AWS has it. CONFIG.json says where the
// store API is, which knows the issuer by its address, the client and the audience: {"api", "issuer", "client_id", "audience"}.
// Ends with status 1 and a line per fault, or 0 and what was seen.
import { createHash, createSign, createVerify, generateKeyPairSync, randomBytes } from "node:crypto";
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

const base64 = (bytes) => Buffer.from(bytes).toString("base64url");
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

function jwt(claims) {
  const head = `${base64(JSON.stringify({ alg: "RS256", typ: "at+jwt" }))}.${base64(JSON.stringify(claims))}`;
  return `${head}.${createSign("RSA-SHA256").update(head).sign(privateKey, "base64url")}`;
}

function read(request) {
  return new Promise((resolve) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => resolve(Buffer.concat(parts)));
  });
}

// ---- the issuer

const issuer = {
  life: 3600, // seconds that an access token is good for
  redirect: undefined, // the one address that is registered for the client
  codes: new Map(),
  asked: [], // the queries of the authorization endpoint
  tokens: [], // access tokens that were given
  exchanges: [], // forms that came to the token endpoint, with what became of them
  idTokens: [], // that were given beside the access tokens
  endsSessions: true, // its discovery document names an end_session_endpoint
  ended: [], // the queries of the end_session_endpoint
};

function refuse(response, status, error) {
  response.writeHead(status, { "content-type": "application/json", "access-control-allow-origin": "*", "cache-control": "no-store" });
  response.end(JSON.stringify({ error }));
}

/** What is wrong with a request for a code; nothing is sent back to an address that is not registered. */
function wrong(query) {
  const held = (name) => query.getAll(name).length === 1 && query.get(name);
  if (held("client_id") !== config.client_id) return "client_id";
  if (held("redirect_uri") !== issuer.redirect) return "redirect_uri";
  if (held("response_type") !== "code") return "response_type";
  if (!(held("scope") || "").split(" ").includes("openid")) return "scope";
  if (held("audience") !== config.audience) return "audience";
  if (held("code_challenge_method") !== "S256") return "code_challenge_method";
  if (!/^[A-Za-z0-9_-]{43}$/.test(held("code_challenge") || "")) return "code_challenge";
  if (!/^[A-Za-z0-9_-]{22,}$/.test(held("state") || "")) return "state";
  return undefined;
}

function authorize(query, response) {
  issuer.asked.push(query);
  const what = wrong(query);
  if (what) {
    expect(false, `the issuer takes what it is asked with (${what})`);
    response.writeHead(400, { "content-type": "text/plain" });
    response.end(`wrong: ${what}`);
    return;
  }
  const back = (more) => `${issuer.redirect}?${new URLSearchParams({ ...more, state: query.get("state") })}`;
  const code = base64(randomBytes(24));
  issuer.codes.set(code, { challenge: query.get("code_challenge"), ends: Date.now() + 60_000 });
  const denial = back({ error: "access_denied", error_description: "<img src=x onerror=alert(1)> not today" });
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", "referrer-policy": "unsafe-url" });
  response.end(`<!doctype html><html lang="en"><title>Issuer</title><h1>Issuer</h1>
    <a id="yes" href="${back({ code }).replaceAll("&", "&amp;")}">Sign in</a> <a id="no" href="${denial.replaceAll("&", "&amp;")}">Do not</a>`);
}

async function token(request, response) {
  const form = new URLSearchParams((await read(request)).toString());
  const code = issuer.codes.get(form.get("code"));
  issuer.codes.delete(form.get("code"));
  const challenge = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
  const faulty = [
    [form.get("grant_type") !== "authorization_code", "grant_type"], [form.get("client_id") !== config.client_id, "client_id"],
    [form.get("redirect_uri") !== issuer.redirect, "redirect_uri"], [!code || code.ends < Date.now(), "code"],
    [code?.challenge !== challenge, "code_verifier"], [!/^[A-Za-z0-9._~-]{43,128}$/.test(form.get("code_verifier") ?? ""), "form of code_verifier"],
    [form.has("client_secret") || request.headers.authorization, "a public client has no secret"],
    [!request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded"), "content-type"], [request.headers.cookie, "no cookie is sent"],
  ].filter(([is]) => is).map(([, what]) => what);
  issuer.exchanges.push({ verifier: form.get("code_verifier"), faulty });
  if (faulty.length) {
    expect(false, `the issuer gives a token for the code (${faulty})`);
    refuse(response, 400, "invalid_grant");
    return;
  }
  const now = Math.floor(Date.now() / 1000);
  const access = jwt({ iss: config.issuer, sub: "1", aud: config.audience, iat: now, exp: now + issuer.life, jti: base64(randomBytes(12)) });
  issuer.tokens.push(access);
  const identity = jwt({ iss: config.issuer, sub: "1", aud: config.client_id, iat: now, exp: now + 3600, jti: base64(randomBytes(12)) });
  issuer.idTokens.push(identity);
  response.writeHead(200, { "content-type": "application/json", "access-control-allow-origin": "*", "cache-control": "no-store" });
  response.end(JSON.stringify({ access_token: access, id_token: identity, token_type: "Bearer", expires_in: issuer.life }));
}

/** As RP-Initiated Logout 1.0 asks for: the token that was given, the client that it was given to, and an address that is registered. */
function endSession(query, response) {
  issuer.ended.push(query);
  const faulty = [
    [query.get("id_token_hint") !== issuer.idTokens.at(-1), "id_token_hint"], [query.get("client_id") !== config.client_id, "client_id"],
    [query.get("post_logout_redirect_uri") !== issuer.afterwards, "post_logout_redirect_uri"],
  ].filter(([is]) => is).map(([, what]) => what);
  expect(faulty.length === 0, `the issuer ends the session that it is asked to end${faulty.map((what) => ` (${what})`).join("")}`);
  response.writeHead(faulty.length ? 400 : 303, faulty.length ? {} : { location: issuer.afterwards });
  response.end();
}

// A shop that asks its merchant for leave; it lives at the issuer's address, which is another site than the console's.
const shop = { asked: [] };

function leave(query, response) {
  shop.asked.push(query);
  const back = (success) => `${query.get("return_url")}&amp;success=${success}&amp;user_id=${query.get("user_id")}`;
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  response.end(`<!doctype html><html lang="en"><title>Shop</title><a id="no" href="${back(0)}">No</a> <a id="yes" href="${back(1)}">Yes</a>`);
}

const issuing = createServer((request, response) => {
  const address = new URL(request.url, config.issuer);
  const route = `${request.method} ${address.pathname}`;
  if (route === "GET /.well-known/openid-configuration") {
    response.writeHead(200, { "content-type": "application/json", "access-control-allow-origin": "*" });
    response.end(JSON.stringify({ issuer: config.issuer, authorization_endpoint: `${config.issuer}/authorize`, token_endpoint: `${config.issuer}/token`, end_session_endpoint: issuer.endsSessions ? `${config.issuer}/end?of=session` : undefined }));
  } else if (route === "GET /wc-auth/v1/authorize") leave(address.searchParams, response);
  else if (route === "GET /authorize") authorize(address.searchParams, response);
  else if (route === "GET /end") endSession(address.searchParams, response);
  else if (route === "POST /token") token(request, response);
  else refuse(response, 404, "not_found");
});

// ---- the authorizer

const gate = { calls: [], closed: false };

/** As a JWT authorizer: the signature, who made it, for whom, and until when. */
function admitted(request) {
  const bearer = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(request.headers.authorization ?? "");
  if (!bearer || gate.closed) return false;
  const [, head, body, signature] = bearer;
  const claims = JSON.parse(Buffer.from(body, "base64url"));
  return JSON.parse(Buffer.from(head, "base64url")).alg === "RS256"
    && createVerify("RSA-SHA256").update(`${head}.${body}`).verify(publicKey, signature, "base64url")
    && claims.iss === config.issuer && claims.aud === config.audience && claims.exp > Date.now() / 1000;
}

const gating = createServer(async (request, response) => {
  const open = request.method === "GET" && (request.url === "/" || request.url.startsWith("/console/") || request.url.startsWith("/console?"));
  gate.calls.push({ url: request.url, authorization: request.headers.authorization, referer: request.headers.referer, cookie: request.headers.cookie });
  if (!open && !admitted(request)) {
    response.writeHead(401, { "content-type": "application/json", "www-authenticate": "Bearer" });
    response.end('{"message":"Unauthorized"}');
    return;
  }
  const answer = await fetch(config.api + request.url, {
    method: request.method, headers: { "x-forwarded-host": request.headers.host, "content-type": request.headers["content-type"] ?? "", "if-none-match": request.headers["if-none-match"] ?? "" },
    body: request.method === "GET" ? undefined : await read(request), redirect: "manual",
  });
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !["content-length", "connection", "keep-alive", "date", "transfer-encoding"].includes(name)));
  response.writeHead(answer.status, headers);
  response.end(Buffer.from(await answer.arrayBuffer()));
});

const listening = (server, port) => new Promise((resolve) => { server.listen(port, "127.0.0.1", () => resolve(server.address().port)); });
await listening(issuing, Number(new URL(config.issuer).port));
const console_ = `http://127.0.0.1:${await listening(gating, 0)}`;
issuer.redirect = `${console_}/console/signed-in`;
issuer.afterwards = `${console_}/console/stores`;

// ---- the browser

const profile = mkdtempSync(join(tmpdir(), "console-sign-in-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM, headless: true, viewport: { width: 1280, height: 900 }, locale: "en-GB",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
context.setDefaultTimeout(20_000);
const requested = [];
context.on("request", (request) => requested.push({ url: request.url(), headers: request.headers() }));
const page = await context.newPage();
await page.addInitScript({ content: axe });
page.on("pageerror", (error) => expect(false, `no script fails (${error.message})`));

const signInPage = () => page.getByRole("heading", { name: "Sign in", exact: true }).waitFor();
const signedIn = () => page.getByRole("button", { name: "Sign out" }).waitFor();
const store = (name) => page.evaluate((key) => sessionStorage.getItem(key), name);
const gone = () => store("orderwire.session").then((value) => value === null);

async function hiddenWell(when) {
  const held = issuer.tokens.at(-1);
  const seen = await page.evaluate(() => ({
    markup: document.documentElement.outerHTML, address: location.href, cookies: document.cookie, local: JSON.stringify(localStorage),
    values: [...document.querySelectorAll("input, textarea")].map(({ value }) => value).join(), name: window.name,
  }));
  expect(!JSON.stringify(seen).includes(held), `${when}: the token is neither in the document nor in its address, a cookie or what outlives the tab`);
  const urls = [...requested.map(({ url }) => url), ...gate.calls.map(({ url }) => url)];
  expect(!urls.some((url) => issuer.tokens.some((each) => url.includes(each))), `${when}: no request has a token in its address`);
  expect(!urls.some((url) => issuer.exchanges.some(({ verifier }) => url.includes(verifier))), `${when}: no address tells the code verifier`);
  const referers = [...requested.map(({ headers }) => headers.referer ?? ""), ...gate.calls.map(({ referer }) => referer ?? "")];
  expect(!referers.some((referer) => /[?&](code|state)=/.test(referer) && referer.startsWith(console_)), `${when}: no page of the console names a code or state as where it comes from`);
  expect(gate.calls.every(({ cookie }) => !cookie), `${when}: the console sends no cookie`);
}

async function signsIn() {
  await page.goto(`${console_}/console/orders?store=harbour-tea`);
  await signInPage();
  expect(gate.calls.filter(({ url }) => url.startsWith("/v1")).every(({ authorization }) => !authorization), "before signing in the API is asked without a token, and refuses");
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  expect(!violations.some(({ impact }) => impact === "serious" || impact === "critical"), "axe finds nothing serious where one signs in");
  await page.screenshot({ path: join(output, "sign-in.png") });
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("#yes").waitFor();
  expect(issuer.asked.length === 1, "the issuer is asked by a challenge (S256), a state, and the one redirect address");
  await page.locator("#yes").click();
  await signedIn();
  expect(page.url() === `${console_}/console/orders?store=harbour-tea`, "one comes back to where one was, and the code is in the address no more");
  await page.getByRole("heading", { level: 1, name: "Orders" }).waitFor();
  expect(issuer.exchanges.length === 1 && issuer.exchanges[0].faulty.length === 0, "the code is exchanged with its verifier, by the body of a POST, without a secret");
  expect(gate.calls.some(({ url, authorization }) => url.startsWith("/v1") && authorization === `Bearer ${issuer.tokens[0]}`), "the API is asked with the token");
  await hiddenWell("signed in");
  const keys = await page.evaluate(() => Object.keys(sessionStorage));
  expect(keys.join() === "orderwire.session", "of the flow nothing is kept but the session");
}

async function staysWithTheTab() {
  await page.reload();
  await signedIn();
  expect(issuer.asked.length === 1, "a reload asks nobody");
  const other = await context.newPage();
  await other.goto(`${console_}/console/stores`);
  await other.getByRole("heading", { name: "Sign in", exact: true }).waitFor();
  expect(true, "another tab has no session");
  await other.close();
}

async function refusesWhatItDidNotBegin() {
  const exchanges = issuer.exchanges.length;
  const callback = requested.map(({ url }) => url).find((url) => url.startsWith(`${issuer.redirect}?code=`));
  const other = await context.newPage();
  for (const [query, what] of [
    [callback.slice(issuer.redirect.length), "a callback that was used"],
    ["?code=stolen&state=guessed", "a callback of nobody's"],
    ["?code=stolen", "a callback without a state"],
    ["?error=x&error_description=Call+0800+and+tell+your+password", "what a stranger has to say"],
  ]) {
    await other.goto(issuer.redirect + query);
    await other.getByText("not begun in this tab").waitFor();
    expect(issuer.exchanges.length === exchanges && !(await other.content()).includes("0800"), `${what} is refused before anybody is asked`);
    expect(other.url() === issuer.redirect, `${what} leaves the address`);
  }
  await other.close();
}

async function saysWhyTheIssuerRefused() {
  const other = await context.newPage();
  other.on("dialog", () => expect(false, "what the issuer says is text"));
  await other.goto(`${console_}/console/stores`);
  await other.getByRole("button", { name: "Sign in" }).click();
  await other.locator("#no").click();
  await other.getByText("not today").waitFor();
  expect(await other.locator("main img").count() === 0, "a denial is told, as text");
  await other.getByRole("link", { name: "Try again" }).click();
  await other.getByRole("button", { name: "Sign in" }).waitFor();
  expect(true, "and one can try again");
  await other.close();
}

async function endsWithTheToken() {
  issuer.life = 12; // of which the console takes ten for the way
  await page.getByRole("button", { name: "Sign out" }).click();
  await signInPage();
  expect(await gone(), "signing out takes the token away");
  expect(issuer.ended.length === 1 && issuer.ended[0].get("of") === "session" && page.url() === issuer.afterwards, "the session is ended at the issuer, which sends one back");
  const before = gate.calls.length;
  await page.goto(`${console_}/console/stores`);
  await signInPage();
  expect(gate.calls.slice(before).every(({ authorization }) => !authorization), "and nothing is asked with it any more");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("#yes").click();
  await signedIn();
  const [first, second] = [issuer.asked[0], issuer.asked.at(-1)];
  expect(first.get("state") !== second.get("state") && first.get("code_challenge") !== second.get("code_challenge"), "each sign-in has a state and a challenge of its own");
  expect(issuer.tokens.length === 2, "another token is given");
  await hiddenWell("signed in again");
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await page.getByRole("link", { name: "Orders" }).first().click();
  await signInPage();
  expect(!(await page.getByRole("button", { name: "Sign out" }).isVisible()), "once the token ends one is asked to sign in");
  issuer.life = 3600;
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("#yes").click();
  await signedIn();
  expect(new URL(page.url()).pathname === "/console/orders", "a renewed sign-in goes on where it stopped");
}

/** Where the issuer names no page for it, or does not answer, signing out is the console's own matter. */
async function endsHereAlone() {
  issuer.endsSessions = false;
  const [asked, ended] = [issuer.asked.length, issuer.ended.length];
  await page.getByRole("button", { name: "Sign out" }).click();
  await signInPage();
  expect(await gone() && page.url() === issuer.afterwards, "without a page of the issuer's one is signed out here");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("#yes").click();
  await signedIn();
  await page.route(`${config.issuer}/.well-known/openid-configuration`, (route) => route.abort());
  await page.getByRole("button", { name: "Sign out" }).click();
  await signInPage();
  expect(await gone() && issuer.ended.length === ended && issuer.asked.length === asked + 1, "and where the issuer does not answer");
  await page.unroute(`${config.issuer}/.well-known/openid-configuration`);
  issuer.endsSessions = true;
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("#yes").click();
  await signedIn();
}

/** Amazon Cognito cannot be had here: what it is asked is held against what it documents. */
async function endsAtCognitoAsCognitoAsks() {
  globalThis.sessionStorage ??= { getItem: () => null };
  const { endOfSession } = await import(`data:text/javascript,${encodeURIComponent(readFileSync(new URL("../../../functions/store-api/src/main/resources/io/orderwire/storeapi/console/sign-in.js", import.meta.url), "utf8"))}`);
  const address = endOfSession({ end_session_endpoint: "https://acme.auth.eu-west-1.amazoncognito.com/logout" },
    { issuer: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf", client_id: "console" }, "a.b.c", "https://api.example/console/stores");
  expect(address.href === "https://acme.auth.eu-west-1.amazoncognito.com/logout?client_id=console&logout_uri=https%3A%2F%2Fapi.example%2Fconsole%2Fstores", "Amazon Cognito is asked with logout_uri, and told no token");
}

async function endsWhereTheApiRefuses() {
  await page.goto(`${console_}/console/stores`);
  await page.getByRole("link", { name: "Harbour Tea" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Harbour Tea" }).waitFor();
  gate.closed = true;
  await signInPage();
  expect(true, "a page that is shown while the API takes the token no more asks to sign in by itself");
  gate.closed = false;
}

/** A store whose access ended: its merchant is asked again, at the shop, and is still signed in afterwards. */
async function isSentToAShopAndComesBack() {
  await page.goto(`${console_}/console/stores/parked-tea`);
  for (const [choice, title] of [["#no", "Access was not given"], ["#yes", "Parked Tea"]]) {
    await page.getByRole("button", { name: "Give access again…" }).click();
    await page.locator(choice).click();
    await page.getByText(title).first().waitFor();
    await signedIn();
    const address = new URL(page.url());
    expect(address.origin === console_ && address.pathname === "/console/stores/parked-tea" && address.search === "?connected", `${title}: one is back, signed in, and the address tells nothing of what was asked`);
    if (choice === "#no") await page.goto(`${console_}/console/stores/parked-tea`);
  }
  const [first, second] = shop.asked.map((query) => query.get("user_id"));
  expect(shop.asked.length === 2 && first && second && first !== second, "each time the shop is asked with a state of its own");
}

try {
  await signsIn();
  await staysWithTheTab();
  await refusesWhatItDidNotBegin();
  await saysWhyTheIssuerRefused();
  await endsWithTheToken();
  await endsHereAlone();
  await endsAtCognitoAsCognitoAsks();
  await isSentToAShopAndComesBack();
  await endsWhereTheApiRefuses();
  expect(issuer.exchanges.every(({ faulty }) => faulty.length === 0), "every code was exchanged as it should be");
} catch (error) {
  await page.screenshot({ path: join(output, "sign-in-fault.png"), fullPage: true }).catch(() => {});
  expect(false, `the way through signing in ends (${error.message.split("\n").slice(0, 4).join(" ")})`);
} finally {
  await context.close();
  issuing.close();
  gating.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(`${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
