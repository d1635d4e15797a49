// Where one value of an order comes from, in words.
import { facts, h, pill, table } from "./dom.js";
import { words } from "./format.js";
import { literal } from "./json-tree.js";

/** With more of them, those that are the least specific are folded away. */
const AT_ONCE = 6;

const RULES = {
  text: "read as text", whole: "read as a whole", presence: "whether it is there", store_mapping: "by the store’s own mapping", refused: "refused: not what was expected",
};

function rule(text) {
  return text.startsWith("dropped:") ? `left out: ${words(text.slice("dropped:".length))}` : RULES[text] ?? words(text);
}

function made({ mapping_version: mapping, connector_version: connector }) {
  return `mapping ${mapping}, connector ${connector}`;
}

/** `place` makes what leads to a value of the payload, of its pointer. */
export function explanation(value, { made: then, remade: now }, place) {
  const [first, rest] = [value.origins.slice(0, AT_ONCE), value.origins.slice(AT_ONCE)];
  return [
    h("p", {}, h("code", {}, value.path)),
    value.origins.length === 0 && h("p", { class: "muted" }, value.of_version_before ? "No value of the payload: it depends on what the version before said." : "No value of the payload changes it: it is the same whatever the shop says."),
    first.length > 0 && list(first, place),
    rest.length > 0 && h("details", { class: "fold" }, h("summary", {}, `${rest.length} more`), list(rest, place)),
    value.origins.length > 0 && value.of_version_before && h("p", { class: "muted" }, "It depends on what the version before said, too."),
    facts([["Made by", made(then)], ["Today", today(value, then, now)]]),
  ];
}

function today({ remade }, then, now) {
  const by = made(now) === made(then) ? "" : ` by ${made(now)}`;
  if (remade === "same") return [pill("good", "the same"), by];
  if (remade === "other") return [pill("warn", "another value"), by || " is made of this payload"];
  return [pill("quiet", "not made"), " of this payload; it is known from elsewhere, such as the customer, or was made in another way", by && ` than${by}`];
}

function list(origins, place) {
  return table("Values of the payload that it was made of", [["In the payload", ""], ["Value", "said"], ["Rule", ""]],
    origins.map(({ pointer, value, rule: how }) => [place(pointer), h("code", {}, literal(value)), rule(how)]));
}
