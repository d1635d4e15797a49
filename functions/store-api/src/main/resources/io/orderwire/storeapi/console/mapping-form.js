// A mapping as a form: each word of the shop with what it means, fields of one's own, policies.
import { action, button, fill, freshId, h, refusal, table } from "./dom.js";
import { Field, Form } from "./form.js";
import { counted, words as said } from "./format.js";

const KINDS = [["payment", "Payment"], ["fulfilment", "Fulfilment"], ["cancellation", "Cancellation"]];
const FLAGS = [
  ["authorized_is_secured", "An authorization counts as secured money"], ["accept_test_orders", "Test orders may be committed"],
  ["announce_drafts", "Baskets that are not placed yet become events too"], ["hold_unexplained", "Orders whose totals differ for no known reason are not ready for fulfilment"],
];
const READS = [["confirm", "fetch it where a payload is not enough"], ["always", "fetch it always"], ["payload", "take payloads as they are"]];
const escaped = (text) => text.replaceAll("~", "~0").replaceAll("/", "~1");

/** `base` is the version that is changed; `look` and `save` get what the API takes. */
export function mappingForm({ store, statuses, versions, base, choose, look, save }) {
  const fields = [];
  const kinds = KINDS.map(([kind, title]) => new Kind(kind, title, statuses[kind], base.mapping[kind], fields));
  const own = new OwnFields(base.mapping.custom_fields, fields);
  const policies = new Policies(base.mapping.policies, store, fields);
  const comment = new Field({ name: "comment", pointer: "/comment", label: "Comment", help: "Why, for whoever looks at it later" });
  fields.push(comment);
  const body = () => ({
    based_on: base.version,
    mapping: { ...Object.fromEntries(kinds.map((each) => [each.kind, each.changes()])), custom_fields: own.changes(), policies: policies.all() },
    ...(comment.value && { comment: comment.value }),
  });
  const trouble = h("div", { "aria-live": "polite" });
  const form = new Form({
    fields, verb: "Save as a new version", send: () => save(body()),
    body: [
      h("label", { class: "filter" }, "Changed from", h("select", { name: "base", onchange: (event) => choose(versions.find((each) => each.version === Number(event.target.value))) },
        versions.map((each) => h("option", { value: each.version, selected: each.version === base.version }, `Version ${each.version}${each.active ? ", active" : ""}`)))),
      kinds.map((each) => each.element(statuses.orders)), own.element, policies.element, comment.element, trouble],
  });
  form.submit.before(action("Preview", async () => {
    fill(trouble);
    try {
      await look(body());
    } catch (error) {
      fill(trouble, refusal(error));
    }
  }, { "aria-label": "Preview these changes" }));
  return form.element;
}

/** What differs from before, where `null` takes away. */
function changed(before, now) {
  const gone = Object.keys(before).filter((name) => !(name in now)).map((name) => [name, null]);
  return Object.fromEntries([...gone, ...Object.entries(now).filter(([name, value]) => before[name] !== value)]);
}

/** The words of one kind of state. Those that orders bear or the mapping names come first, the others are folded away. */
class Kind {
  constructor(kind, title, { states, words }, held, fields) {
    Object.assign(this, { kind, title, states, held, fields, selects: new Map(), added: [] });
    this.words = [...words, ...Object.keys(held).filter((raw) => words.every((each) => each.raw !== raw)).map((raw) => ({ raw, seen: 0 }))];
  }

  element(orders) {
    const shown = this.words.filter((each) => each.seen > 0 || each.raw in this.held || !each.means);
    const rest = this.words.filter((each) => !shown.includes(each));
    this.more = h("div", { class: "fields" });
    return h("fieldset", { class: "boxes", name: this.kind }, h("legend", {}, this.title),
      h("p", { class: "help" }, orders > 0 ? `Seen in the latest ${counted(orders, "order")}, or named by this mapping:` : "No order is there yet to take words from."),
      shown.length > 0 ? this.#table(`Words for ${this.title.toLowerCase()}`, shown) : h("p", { class: "muted" }, "None: the shop says this without words of its own."),
      rest.length > 0 && h("details", { class: "fold" }, h("summary", {}, counted(rest.length, "other word of the platform", "other words of the platform")), this.#table(`Other words for ${this.title.toLowerCase()}`, rest)),
      this.more, h("div", { class: "actions" }, button("Add a word", () => this.#add(), { class: "small", "aria-label": `Add a word for ${this.title.toLowerCase()}` })));
  }

  #table(caption, list) {
    return table(caption, [["Word", ""], ["The platform means", ""], ["Seen", "amount"], ["Here it means", ""]], list.map((word) => [
      h("code", {}, word.raw), word.means ? said(word.means) : h("span", { class: "tag warn" }, "in no table"), word.seen > 0 ? word.seen.toLocaleString() : "–",
      this.#choice(`${this.title}: ${word.raw} means`, word)]));
  }

  #choice(label, { raw, means }) {
    const select = h("select", { name: `${this.kind}/${raw}`, "aria-label": label },
      h("option", { value: "" }, means ? "the same" : "not mapped"),
      this.states.map((state) => h("option", { value: state, selected: this.held[raw] === state }, said(state))));
    this.selects.set(raw, select);
    return select;
  }

  #add() {
    const word = new Field({ name: "word", pointer: "", label: "Word of the shop", required: true, example: "wc-awaiting-pickup" });
    const means = h("select", { name: "means" }, this.states.map((state) => h("option", { value: state }, said(state))));
    this.fields.push(word);
    this.added.push({ word, means });
    word.input.addEventListener("input", () => { word.pointer = `/mapping/${this.kind}/${escaped(word.value)}`; });
    this.more.append(word.element, h("label", { class: "filter" }, "It means", means));
    word.input.focus();
  }

  changes() {
    const now = Object.fromEntries([...this.selects].filter(([, select]) => select.value).map(([raw, select]) => [raw, select.value]));
    for (const { word, means } of this.added) if (word.value) now[word.value.toLowerCase()] = means.value;
    return changed(this.held, now);
  }
}

/** Raw values that are kept as custom fields under a name. */
class OwnFields {
  constructor(held, fields) {
    Object.assign(this, { held, fields, rows: [], list: h("div", { class: "fields-of-own" }) });
    for (const [name, pointer] of Object.entries(held)) this.#row(name, pointer);
    this.element = h("fieldset", { class: "boxes", name: "custom_fields" }, h("legend", {}, "Fields of your own"),
      h("p", { class: "help" }, "Each names a value of the shop's payload by its JSON pointer. An order's payload is shown beside each of its versions."), this.list,
      h("div", { class: "actions" }, button("Add a field", () => this.#row("", "").name.input.focus(), { class: "small" })));
  }

  #row(heldName, heldPointer) {
    const name = new Field({ name: "field-name", label: "Name", required: true, value: heldName, example: "purchase_order" });
    const pointer = new Field({ name: "field-pointer", label: "JSON pointer", required: true, value: heldPointer, example: "/meta_data/0/value", pattern: "/.*" });
    const row = { name, pointer };
    const place = () => { pointer.pointer = `/mapping/custom_fields/${escaped(name.value)}`; };
    name.input.addEventListener("input", place);
    place();
    row.element = h("div", { class: "row-of-fields" }, name.element, pointer.element, button("Remove", () => {
      this.rows.splice(this.rows.indexOf(row), 1);
      for (const field of [name, pointer]) this.fields.splice(this.fields.indexOf(field), 1);
      row.element.remove();
      this.element.querySelector(".actions button").focus();
    }, { class: "small", "aria-label": heldName ? `Remove the field ${heldName}` : "Remove this field" }));
    this.rows.push(row);
    this.fields.push(name, pointer);
    this.list.append(row.element);
    return row;
  }

  changes() {
    return changed(this.held, Object.fromEntries(this.rows.filter(({ name }) => name.value).map(({ name, pointer }) => [name.value, pointer.value])));
  }
}

class Policies {
  constructor(held, store, fields) {
    this.held = held;
    this.flags = FLAGS.map(([name, text]) => ({ name, box: h("input", { type: "checkbox", name, checked: held[name] }), text }));
    this.methods = new Field({ name: "offline_methods", pointer: "/mapping/policies/offline_methods", label: "Offline methods", value: held.offline_methods.join(", "), example: "cod, bacs",
      help: "Methods of payment (the shop's ids) that count as secured money, with commas between" });
    this.tolerance = new Field({ name: "variance_tolerance", pointer: "/mapping/policies/variance_tolerance", label: "Tolerance", value: held.variance_tolerance, example: "0.05",
      help: "Totals may differ by so much for no known reason" });
    fields.push(this.methods, this.tolerance);
    const id = freshId("read");
    this.read = h("select", { id, name: "read" }, READS.map(([value, text]) => h("option", { value, selected: value === held.read }, text)));
    this.element = h("details", { class: "fold" }, h("summary", {}, "Policies"), h("fieldset", { class: "boxes", name: "policies" }, h("legend", { class: "unseen" }, "Policies"),
      this.flags.map(({ box, text }) => h("label", {}, box, text)),
      h("div", { class: "fields" }, this.methods.element, this.tolerance.element,
        store.can_call && h("div", { class: "field" }, h("label", { for: id }, "The full order"), this.read))));
  }

  all() {
    return {
      ...Object.fromEntries(this.flags.map(({ name, box }) => [name, box.checked])), read: this.read.value,
      offline_methods: this.methods.value.split(",").map((each) => each.trim()).filter(Boolean), variance_tolerance: this.tolerance.value || null,
    };
  }
}
