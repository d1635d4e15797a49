// OpenID Connect, authorization code with PKCE. Tokens live in this tab and nowhere else.

export class SignInNeeded extends Error {}

const KEY = "orderwire.session";
const FLOW = "orderwire.flow";
let settings = {};
let session = JSON.parse(sessionStorage.getItem(KEY) ?? "null");

export async function loadSettings() {
  const response = await fetch("/console/config.json", { credentials: "omit" });
  settings = await response.json();
  return settings;
}

/** How people sign in here: `oidc`, `no-client` where they cannot yet, `signed-requests` where a page cannot. */
export function mode() {
  if (!settings.issuer) return "signed-requests";
  return settings.client_id ? "oidc" : "no-client";
}

export function token() {
  return session && session.ends > Date.now() ? session.token : undefined;
}

/** Forgets the session here, then ends it at the issuer where that has a page for it. True if the browser is on its way there. */
export async function signOut() {
  const idToken = session?.id_token;
  session = null;
  sessionStorage.removeItem(KEY);
  try {
    const address = endOfSession(await discovered(), settings, idToken, `${location.origin}/console/stores`);
    if (address) location.assign(address);
    return Boolean(address);
  } catch {
    return false; // the issuer does not answer: nothing of it is held here any more
  }
}

/**
 * Where a session ends at its issuer, as OpenID Connect RP-Initiated Logout 1.0 has it; undefined where the issuer names no such page.
 * Amazon Cognito names its own /logout there, which takes `logout_uri` and refuses what comes without it.
 */
export function endOfSession({ end_session_endpoint: endpoint }, { issuer, client_id }, idToken, back) {
  if (!endpoint) return undefined;
  const address = new URL(endpoint);
  const cognito = /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\//.test(issuer);
  const parameters = cognito ? { client_id, logout_uri: back } : { id_token_hint: idToken, client_id, post_logout_redirect_uri: back };
  for (const [name, value] of Object.entries(parameters)) if (value) address.searchParams.set(name, value);
  return address;
}

async function discovered() {
  const base = settings.issuer.replace(/\/$/, "");
  const response = await fetch(`${base}/.well-known/openid-configuration`, { credentials: "omit" });
  if (!response.ok) throw new Error(`${base} does not say how to sign in (${response.status})`);
  return response.json();
}

const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const random = () => text(crypto.getRandomValues(new Uint8Array(32)));
const redirect = () => `${location.origin}/console/signed-in`;

/** Sends the browser to the issuer; it comes back to /console/signed-in. */
export async function signIn(back) {
  const { authorization_endpoint: endpoint } = await discovered();
  const flow = { state: random(), verifier: random(), back };
  sessionStorage.setItem(FLOW, JSON.stringify(flow));
  const challenge = text(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(flow.verifier)));
  const address = new URL(endpoint);
  const parameters = {
    response_type: "code", client_id: settings.client_id, redirect_uri: redirect(), scope: settings.scope ?? "openid",
    state: flow.state, code_challenge: challenge, code_challenge_method: "S256", audience: settings.audience,
  };
  for (const [name, value] of Object.entries(parameters)) if (value) address.searchParams.set(name, value);
  location.assign(address);
}

/** Takes the code that the issuer sent the browser back with; where to go on. */
export async function signedIn(query) {
  const flow = JSON.parse(sessionStorage.getItem(FLOW) ?? "null");
  sessionStorage.removeItem(FLOW);
  // Before anything else is believed: who did not begin it here says nothing on this page.
  if (!flow || query.get("state") !== flow.state) throw new Error("this sign-in was not begun in this tab");
  if (query.get("error")) throw new Error(query.get("error_description") ?? query.get("error"));
  if (!query.get("code")) throw new Error("the issuer sent no code");
  const { token_endpoint: endpoint } = await discovered();
  const response = await fetch(endpoint, {
    method: "POST", credentials: "omit",
    body: new URLSearchParams({
      grant_type: "authorization_code", code: query.get("code"), redirect_uri: redirect(),
      client_id: settings.client_id, code_verifier: flow.verifier,
    }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error_description ?? answer.error ?? `no token was given (${response.status})`);
  session = { token: answer.access_token, id_token: answer.id_token, ends: Date.now() + (answer.expires_in ?? 300) * 1000 - 10_000 };
  sessionStorage.setItem(KEY, JSON.stringify(session));
  return flow.back?.startsWith("/") && !flow.back.startsWith("//") ? flow.back : "/console/stores";
}
