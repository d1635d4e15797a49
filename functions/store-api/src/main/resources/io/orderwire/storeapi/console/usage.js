// Usage: what came through, hour by hour and by what brought it, and about what that cost at list prices.
import { get, storePath } from "./api.js";
import { fill, h, notice, refill, s, table } from "./dom.js";
import { counted, length, moment, plus, words } from "./format.js";
import { every } from "./live.js";
import { storeChoice } from "./operations.js";

const PERIODS = [[24, "24 hours"], [72, "3 days"], [168, "7 days"]];
const ALL = "";
// Each store is a request of its own: of more than this nobody waits for the sum.
const MOST_STORES = 25;
const CAUSES = { webhook: "Webhooks", poll: "Polls", backfill: "Back-fills", remap: "Remaps", replay: "Replays", erase: "Erasures" };

export async function usage(place, { stores, query, signal }) {
  if (stores.length === 0) {
    fill(place, h("div", { class: "empty" }, h("h2", {}, "No store is connected yet"), h("p", {}, h("a", { href: "/console/connect" }, "Connect a store"))));
    return;
  }
  const body = h("div", { class: "page" }, h("p", { class: "waiting" }, "Counting…"));
  const panels = new Panels();
  const choice = storeChoice(stores, { onchange: () => load() });
  const store = choice.querySelector("select");
  if (stores.length > 1 && stores.length <= MOST_STORES) store.prepend(h("option", { value: ALL }, "All stores"));
  store.value = stores.some(({ store_id: id }) => id === query.get("store")) ? query.get("store") : store.options[0].value;
  const hours = h("select", { name: "hours", onchange: () => load() }, PERIODS.map(([value, text]) => h("option", { value }, text)));
  const load = async () => {
    const [wanted, period] = [store.value, hours.value];
    const ids = wanted === ALL ? stores.map(({ store_id: id }) => id) : [wanted];
    const answers = [];
    for (const id of ids) {
      answers.push(await get(storePath(id, "usage"), { hours: period }, signal));
      if (wanted !== store.value || period !== hours.value) return;
    }
    panels.show(answers.reduce(sum), ids.length);
    if (!panels.element.isConnected) fill(body, panels.element);
  };
  fill(place, h("p", { class: "muted" }, "Versions of orders and carts as they were recorded: what came in and said something new. Counted from the ledger when you look; nothing is counted beforehand."),
    h("div", { class: "filters" }, choice, h("label", { class: "filter" }, "Period", hours)), body);
  await load();
  every(30_000, load, signal);
}

/** Figures of two stores over the same hours. */
function sum(one, other) {
  const [later, earlier] = one.hours.length < other.hours.length ? [one, other] : [other, one];
  const hours = later.hours.map((hour) => joined(hour, earlier.hours.find(({ from }) => from === hour.from)));
  const currency = one.cost.currency;
  const add = (left, right) => plus({ amount: left, currency }, { amount: right, currency }).amount;
  return {
    ...joined(one, other), hours,
    complete: one.complete && other.complete,
    counted_from: [one.counted_from, other.counted_from].filter(Boolean).sort().at(-1),
    other_versions: one.other_versions + other.other_versions,
    cost: {
      ...one.cost,
      polls: one.cost.polls + other.cost.polls,
      services: one.cost.services.map((each, at) => ({
        ...each, calls: add(each.calls, other.cost.services[at].calls), poll_calls: add(each.poll_calls, other.cost.services[at].poll_calls),
        amount: add(each.amount, other.cost.services[at].amount),
      })),
      total: add(one.cost.total, other.cost.total),
      thirty_days: add(one.cost.thirty_days, other.cost.thirty_days),
    },
  };
}

function joined(one, other) {
  const of = ({ by_cause: list }, cause) => list.find((each) => each.cause === cause)?.versions ?? 0;
  return { ...one, versions: one.versions + other.versions, by_cause: Object.keys(CAUSES).map((cause) => ({ cause, versions: of(one, cause) + of(other, cause) })) };
}

/** What is shown. Only what changed is made anew: who has unfolded the hours or stands there is left alone. */
class Panels {
  constructor() {
    const part = () => h("div", { class: "page" });
    [this.told, this.throughput, this.hours, this.cost] = [part(), part(), part(), part()];
    this.element = h("div", { class: "page" }, this.told,
      h("section", { class: "panel", "aria-labelledby": "throughput" }, h("h2", { id: "throughput" }, "Throughput"), this.throughput,
        h("details", { class: "fold" }, h("summary", {}, "Hour by hour"), h("p", { class: "muted" }, "Hours that are not listed had none."), this.hours)),
      h("section", { class: "panel", "aria-labelledby": "cost" }, h("h2", { id: "cost" }, "Estimated cost of the calls"), this.cost));
  }

  show(all, stores) {
    const { complete, counted_from: since, versions, hours, by_cause: causes } = all;
    refill(this.told, [complete, since, stores], () => !complete && notice("warn", "Not all of the period is counted",
      h("p", {}, `More came in than one look counts (${all.counts_at_most.toLocaleString()} versions of a store). What was recorded before ${moment(since)} is in none of these figures${stores > 1 ? " for at least one store" : ""}. Choose a shorter period.`)));
    refill(this.throughput, [versions, since, hours, causes], () => [
      h("p", {}, h("strong", { class: "grand" }, counted(versions, "version")), h("span", { class: "muted" }, ` recorded since ${moment(since ?? all.from)}`)),
      picture(hours), byCause(all)]);
    refill(this.hours, hours, () => hourByHour(hours));
    refill(this.cost, all.cost, () => cost(all.cost));
  }
}

const label = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** A column an hour. Hidden from who listens: the table below says the same. */
function picture(hours) {
  const most = Math.max(...hours.map(({ versions }) => versions), 1);
  return h("div", { class: "hours", "aria-hidden": "true" },
    h("p", { class: "muted small-text" }, `${most.toLocaleString()} an hour at most`),
    s("svg", { viewBox: `0 0 ${hours.length} 100`, preserveAspectRatio: "none", width: "100%", height: "120", focusable: "false" },
      hours.map(({ versions }, at) => versions > 0 && s("rect", { class: "column", x: at + 0.1, width: 0.8, y: 100 - Math.max(2, versions / most * 100), height: Math.max(2, versions / most * 100) }))),
    h("p", { class: "ends muted small-text" }, h("span", {}, label.format(new Date(hours[0].from))), h("span", {}, "this hour")));
}

function byCause({ by_cause: list, versions }) {
  return table("Versions by what brought them", [["Brought by", ""], ["", "picture"], ["Versions", "amount"]],
    list.filter((each) => each.versions > 0 || ["webhook", "poll"].includes(each.cause)).map((each) => [CAUSES[each.cause] ?? words(each.cause), bar(each.versions, versions), each.versions.toLocaleString()]));
}

function bar(part, whole) {
  return s("svg", { class: "bars", width: "100%", height: "18", "aria-hidden": "true", focusable: "false" },
    s("line", { class: "axis", x1: "0", x2: "0", y1: "0", y2: "18" }),
    part > 0 && s("rect", { class: "bar", x: "0", y: "3", height: "12", rx: "2", width: `${Math.max(part / whole * 100, 0.6)}%` }));
}

function hourByHour(hours) {
  return table("Versions hour by hour, the latest first", [["Hour from", ""], ["Versions", "amount"], ["Brought by", ""]],
    hours.toReversed().filter(({ versions }) => versions > 0).map((hour) => [label.format(new Date(hour.from)), hour.versions.toLocaleString(),
      hour.by_cause.filter((each) => each.versions > 0).map((each) => `${(CAUSES[each.cause] ?? each.cause).toLowerCase()} ${each.versions.toLocaleString()}`).join(", ")]));
}

/** To so many digits behind the point, so that a column of them can be compared. */
function estimate(amount, currency, digits) {
  const least = 10 ** -digits;
  const format = new Intl.NumberFormat(undefined, { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
  const value = length({ amount });
  return value > 0 && value < least ? `under ${format.format(least)}` : format.format(amount);
}

// Calls that work for several versions at once are parts of a call; of many nobody wants the parts.
const number = (text) => new Intl.NumberFormat(undefined, { maximumFractionDigits: length({ amount: text }) < 100 ? 1 : 0 }).format(text);

function cost(all) {
  const used = all.services.filter(({ amount }) => length({ amount }) > 0);
  return [
    h("p", {}, h("strong", { class: "grand" }, estimate(all.total, all.currency, 4)),
      h("span", { class: "muted" }, ` at the list prices of ${all.region} (${all.prices_of}); thirty days like these: `), h("strong", {}, estimate(all.thirty_days, all.currency, 2))),
    used.length > 0 && table("Calls and their price by service", [["Service", ""], ["For versions", "amount"], ["For polls", "amount"], ["A million", "amount"], ["Estimate", "amount"]],
      used.map((each) => [[each.service, h("span", { class: "sub muted" }, each.unit)], number(each.calls), number(each.poll_calls),
        estimate(each.million, all.currency, 3), estimate(each.amount, all.currency, 4)])),
    h("p", { class: "muted" }, `An estimate, not a bill. For polls it takes what is due as things are set up now, ${counted(all.polls, "job")}. Left out:`),
    h("ul", { class: "left-out muted" }, all.left_out.map((each) => h("li", {}, each))),
  ];
}
