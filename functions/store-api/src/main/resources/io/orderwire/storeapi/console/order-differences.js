// What one version of an order says otherwise than another.
import { get, storePath } from "./api.js";
import { announce, capital, fill, h, refusal, table } from "./dom.js";
import { counted, isZero, money } from "./format.js";

const COLUMNS = [["Value", ""], ["Before", "said"], ["After", "said"]];
const DIFFERENCE = ["Difference", "amount"];
/** So much of a part without a name stands for it. */
const AT_FIRST = 60;

/** By default of the version that is shown against the one before it. */
export function differences(order, { store, id, address, newest, query, signal }) {
  if (newest.version === 1) return undefined;
  const to = chosen(query, "to", newest.version) ?? Math.max(order.version, 2);
  const from = chosen(query, "from", newest.version) ?? to - 1;
  const place = h("div", { class: "differences" });
  const choices = [["Before", from], ["After", to]].map(([title, value]) => choice(title, value, newest.version, () => load({ heard: true })));
  const [before, after] = choices.map((each) => each.querySelector("select"));
  let turn = 0;
  const load = async ({ heard }) => {
    turn += 1;
    const mine = turn;
    fill(place, h("p", { class: "waiting" }, "Comparing…"));
    try {
      const diff = await get(storePath(store, "orders", id, "diff"), { from: before.value, to: after.value }, signal);
      if (mine !== turn) return;
      fill(place, changes(diff, address));
      if (heard) announce(counted(diff.differences.length, "difference"));
    } catch (error) {
      if (!signal.aborted && mine === turn) fill(place, refusal(error));
    }
  };
  load({ heard: false });
  return [h("div", { class: "filters" }, choices), place];
}

function chosen(query, name, most) {
  const number = Number(query.get(name));
  return Number.isInteger(number) && number >= 1 && number <= most ? number : undefined;
}

function choice(title, value, most, onchange) {
  const numbers = Array.from({ length: most }, (none, at) => most - at);
  return h("label", { class: "filter" }, title, h("select", { onchange },
    numbers.map((number) => h("option", { value: number, selected: number === value }, `Version ${number}`))));
}

/** The values that differ, block by block. Without an address none of them leads to where it comes from. */
export function changes(diff, address) {
  if (diff.differences.length === 0) return h("p", { class: "muted" }, "They say the same.");
  const groups = Map.groupBy(diff.differences, ({ path }) => steps(path)[0]);
  return [
    h("p", { class: "tags" }, h("span", { class: "muted" }, "Changed:"), diff.changed.map((block) => h("code", { class: "tag" }, block))),
    [...groups].map(([block, list]) => group(title(block), list, diff.to, address)),
  ];
}

/** Amounts have a column more. */
function group(name, list, to, address) {
  const counts = list.some(({ by }) => by);
  return h("div", { class: "block" }, h("h3", {}, name), table(`What changed in ${name}`, counts ? [...COLUMNS, DIFFERENCE] : COLUMNS, list.map((each) => {
    const cells = [where(each, to, address), value(each.before), value(each.after)];
    return counts ? [...cells, each.by ? h("strong", {}, `${isZero(each.by) || each.by.amount.startsWith("-") ? "" : "+"}${money(each.by)}`) : h("span", { class: "muted" }, "–")] : cells;
  })));
}

function where({ path, after }, to, address) {
  const inside = steps(path).slice(1).map(title).join(" › ") || title(steps(path)[0]);
  const pointer = h("code", { class: "sub" }, path);
  return [inside, after === undefined || !address ? pointer : h("a", { class: "sub", href: `${address}/versions/${to}?path=${encodeURIComponent(path)}`, title: "Where it comes from", "aria-label": `Where ${path} comes from` }, pointer)];
}

function steps(path) {
  return path.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function title(step) {
  return /^\d+$/.test(step) ? `no. ${Number(step) + 1}` : capital(step.replaceAll("_", " "));
}

function isMoney(said) {
  return Object.keys(said).sort().join() === "amount,currency";
}

function value(said) {
  if (said === undefined) return h("span", { class: "muted" }, "not there");
  if (said === null) return h("code", {}, "null");
  if (typeof said !== "object") return String(said) || h("span", { class: "muted" }, "empty");
  if (isMoney(said)) return money(said);
  return h("details", {}, h("summary", {}, summary(said)), h("pre", { tabindex: "0", "aria-label": "The whole of it" }, JSON.stringify(said, null, 2)));
}

/** What a person would call it, if it has a name. */
function summary(said) {
  if (Array.isArray(said)) return counted(said.length, "entry", "entries");
  const name = [said.name, said.title, said.label, said.id].find((each) => typeof each === "string" && each !== "");
  const text = JSON.stringify(said);
  if (name !== undefined && ["string", "number", "boolean"].includes(typeof said.value)) return `${name}: ${said.value}`;
  return name ?? h("code", {}, text.length > AT_FIRST ? `${text.slice(0, AT_FIRST)}…` : text);
}
