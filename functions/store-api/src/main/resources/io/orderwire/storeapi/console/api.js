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

async function call(method, path, { body, signal, query } = {}) {
  const wanted = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== "");
  const address = wanted.length ? `${path}?${new URLSearchParams(wanted)}` : path;
  const headers = { accept: "application/json" };
  const bearer = token();
  if (bearer) headers.authorization = `Bearer ${bearer}`;
  if (body !== undefined) headers["content-type"] = "application/json";
  const response = await fetch(address, {
    method, headers, signal, cache: "no-store", credentials: "omit", redirect: "error",
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  // Without a signature an API with IAM forbids; with a token 403 means that the token may not.
  if (response.status === 401 || (response.status === 403 && mode() === "signed-requests")) throw new SignInNeeded();
  const text = await response.text();
  let value;
  try {
    value = text ? JSON.parse(text) : undefined;
  } catch {
    throw new Refused(response.status, { title: "The answer makes no sense", detail: "what answered is not the store API" });
  }
  if (!response.ok) throw new Refused(response.status, value);
  return value;
}

export const get = (path, query, signal) => call("GET", path, { query, signal });
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
