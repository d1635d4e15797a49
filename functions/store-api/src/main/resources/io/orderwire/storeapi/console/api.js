// Calls of the store API.
import { mode, SignInNeeded, token } from "./sign-in.js";

/** What the API refused, with its problem document. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? problem?.message ?? `the API answered ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

// What came too fast, is still under way, or has lost its answer is sent again: with the same key it is done once.
const TRIES = 5;
const pauseMs = (response, tried) => (Number(response?.headers.get("retry-after")) || 2 ** tried / 4) * 1000 * (1 + Math.random() / 2);
const comesAgain = (status, value) => status === 429 || (status === 409 && value?.type?.endsWith(":still-running"));

function paused(ms, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

async function call(method, path, { body, signal, query, read = JSON.parse } = {}) {
  const wanted = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== "");
  const address = wanted.length ? `${path}?${new URLSearchParams(wanted)}` : path;
  const headers = { accept: "application/json" };
  const bearer = token();
  if (bearer) headers.authorization = `Bearer ${bearer}`;
  if (body !== undefined) headers["content-type"] = "application/json";
  const keyed = method !== "GET";
  if (keyed) headers["idempotency-key"] = `"${crypto.randomUUID()}"`;
  const request = {
    method, headers, signal, cache: "no-store", credentials: "omit", redirect: "error",
    body: body === undefined ? undefined : JSON.stringify(body),
  };
  for (let tried = 1; ; tried++) {
    let response;
    try {
      response = await fetch(address, request);
      const value = await answered(response, response.ok ? read : JSON.parse);
      if (response.ok) return value;
      if (tried === TRIES || !comesAgain(response.status, value)) throw new Refused(response.status, value);
    } catch (fault) {
      // A connection that broke is a TypeError: whether it was done by then nobody here knows.
      if (!keyed || tried === TRIES || !(fault instanceof TypeError)) throw fault;
      response = undefined;
    }
    await paused(pauseMs(response, tried), signal);
  }
}

async function answered(response, read) {
  // Without a signature an API with IAM forbids; with a token 403 means that the token may not.
  if (response.status === 401 || (response.status === 403 && mode() === "signed-requests")) throw new SignInNeeded();
  const text = await response.text();
  try {
    return text ? read(text) : undefined;
  } catch {
    throw new Refused(response.status, { title: "The answer makes no sense", detail: "what answered is not the store API" });
  }
}

export const get = (path, query, signal) => call("GET", path, { query, signal });
/** The answer as it was sent: who reads it as JSON and writes it again has other numbers, and another hash. */
export const getText = (path, signal) => call("GET", path, { signal, read: String });
export const post = (path, body) => call("POST", path, { body });
export const put = (path, body) => call("PUT", path, { body });
export const patch = (path, body) => call("PATCH", path, { body });
export const remove = (path) => call("DELETE", path);

export const storePath = (store, ...more) => ["/v1/stores", store, ...more].map((part, place) => (place ? encodeURIComponent(part) : part)).join("/");

/** All items of a list, page after page. */
export async function all(path, query, signal) {
  const items = [];
  let cursor;
  do {
    const page = await get(path, { ...query, limit: 100, cursor }, signal);
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return items;
}
