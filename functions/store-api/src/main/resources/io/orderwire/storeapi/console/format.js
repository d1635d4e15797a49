// Words, money and time for people.
import { h } from "./dom.js";

const formats = new Map();

/** Exact: the amount is a decimal in a text, and never becomes a binary fraction. */
export function money(value) {
  if (!value) return "";
  let format = formats.get(value.currency);
  if (!format) {
    try {
      format = new Intl.NumberFormat(undefined, { style: "currency", currency: value.currency, maximumFractionDigits: 8 });
    } catch {
      return `${value.amount} ${value.currency}`;
    }
    formats.set(value.currency, format);
  }
  return format.format(value.amount);
}

const DIGITS = 12;

function units(amount) {
  const [, sign, whole, fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  const all = BigInt(whole + fraction.padEnd(DIGITS, "0").slice(0, DIGITS));
  return sign ? -all : all;
}

function amountOf(all) {
  const digits = (all < 0n ? -all : all).toString().padStart(DIGITS + 1, "0");
  const fraction = digits.slice(-DIGITS).replace(/0+$/, "");
  return (all < 0n ? "-" : "") + digits.slice(0, -DIGITS) + (fraction && `.${fraction}`);
}

export function plus(left, right) {
  return { amount: amountOf(units(left.amount) + units(right.amount)), currency: left.currency };
}

export function minus(left, right) {
  return { amount: amountOf(units(left.amount) - units(right.amount)), currency: left.currency };
}

export function isZero(value) {
  return units(value.amount) === 0n;
}

/** For the length of a bar, where nothing is counted. */
export function length(value) {
  return Number(value.amount);
}

/** `ready_for_fulfillment` as people say it. */
export function words(text) {
  return (text ?? "").replaceAll("_", " ").replace("fulfillment", "fulfilment");
}

const WORTH = {
  fulfilled: "good", ready_for_fulfillment: "good", paid: "info", pending: "quiet", cancelled: "bad",
  balanced: "good", explained: "info", unexplained: "warn",
};

export function worth(status) {
  return WORTH[status] ?? "quiet";
}

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "always", style: "short" });
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

function ago(instant) {
  const seconds = (new Date(instant) - Date.now()) / 1000;
  if (Math.abs(seconds) < 5) return "just now";
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? UNITS.at(-1);
  return unit === "day" && Math.abs(seconds) > 30 * size
    ? day.format(new Date(instant)) : relative.format(Math.trunc(seconds / size), unit);
}

/** How long ago, kept up to date; the whole time shows on hovering. */
export function time(instant) {
  return instant && h("time", { datetime: instant, title: moment(instant), "data-ago": true }, ago(instant));
}

export function moment(instant) {
  return instant ? absolute.format(new Date(instant)) : "";
}

export function date(instant) {
  return instant ? day.format(new Date(instant)) : "";
}

export function refreshTimes() {
  for (const each of document.querySelectorAll("time[data-ago]")) {
    const text = ago(each.getAttribute("datetime"));
    if (each.textContent !== text) each.textContent = text;
  }
}

export function span(milliseconds) {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} days`;
}

export function counted(number, one, many = `${one}s`) {
  return `${Number(number).toLocaleString()} ${Number(number) === 1 ? one : many}`;
}
