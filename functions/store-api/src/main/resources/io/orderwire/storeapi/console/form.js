// Forms drawn from descriptions, with what is wrong shown at the field that it is about.
import { button, capital, fill, freshId, h, notice } from "./dom.js";

function matches(pattern, value) {
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    return true; // a pattern that this browser does not know: the API checks it anyway
  }
}

/** A field with its label, help and place for what is wrong. `pointer` is where the API says it is. */
export class Field {
  constructor({ name, pointer, label, use, help, example, secret, required, pattern, value, long }) {
    this.pointer = pointer;
    this.label = label;
    this.required = required;
    this.pattern = pattern;
    const id = freshId(name);
    this.error = h("p", { class: "field-error", id: `${id}-error` });
    this.input = h(long ? "textarea" : "input", {
      id, name, type: long ? undefined : secret ? "password" : "text", value: value ?? "", placeholder: example,
      autocomplete: secret ? "new-password" : "off", autocapitalize: "off", spellcheck: "false",
      "aria-describedby": `${id}-help ${id}-error`, "aria-required": required ? "true" : undefined,
      oninput: () => this.wrong(""), onblur: () => this.isFine(),
    });
    this.element = h("div", { class: "field" },
      h("label", { for: id }, label, h("span", { class: "muted use" }, use ?? (required ? "" : "optional"))),
      h("div", { class: "entry" }, this.input, secret && this.#eye()),
      help && h("p", { class: "help", id: `${id}-help` }, help),
      this.error);
  }

  #eye() {
    const eye = button("Show", () => {
      const hidden = this.input.type === "password";
      this.input.type = hidden ? "text" : "password";
      eye.textContent = hidden ? "Hide" : "Show";
      eye.setAttribute("aria-pressed", String(hidden));
    }, { class: "small", "aria-pressed": "false", "aria-label": `Show ${this.label}` });
    return eye;
  }

  get value() {
    return this.input.value.trim();
  }

  wrong(text) {
    this.error.textContent = text;
    if (text) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  /** Says what is wrong as far as this page can tell. */
  isFine({ whole = false } = {}) {
    if (whole && this.required && !this.value) this.wrong(`${this.label} is missing`);
    else if (this.value && this.pattern && !matches(this.pattern, this.value)) this.wrong(`This does not look like ${this.label}`);
    return !this.input.hasAttribute("aria-invalid");
  }
}

/** A form of fields; `send` is given nothing and may throw what the API refused. */
export class Form {
  constructor({ fields, body, verb, send }) {
    this.fields = fields;
    this.summary = h("div", { tabindex: "-1" });
    this.submit = h("button", { type: "submit", class: "primary" }, verb);
    this.element = h("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); this.#send(send); } },
      this.summary, body, h("div", { class: "actions" }, this.submit));
  }

  async #send(send) {
    if (this.submit.disabled) return;
    fill(this.summary);
    const wrong = this.fields.filter((field) => !field.isFine({ whole: true }));
    if (wrong.length) {
      this.#summarize("Some fields need another look", wrong.map((field) => ({ field, text: field.error.textContent })));
      return;
    }
    this.submit.disabled = true;
    this.submit.classList.add("busy");
    try {
      await send();
    } catch (error) {
      this.#refused(error);
    } finally {
      this.submit.disabled = false;
      this.submit.classList.remove("busy");
    }
  }

  #refused(error) {
    const problem = error.problem;
    const entries = (problem?.errors ?? []).map((each) => {
      const field = this.fields.find(({ pointer }) => pointer === each.pointer);
      const text = `${capital(each.detail)}. ${capital(each.remedy)}.`;
      field?.wrong(text);
      return { field, text };
    });
    this.#summarize(problem?.title ?? "That did not work", entries.length ? entries : [{ text: problem?.detail ?? error.message }]);
  }

  /** The list of what is wrong, each entry leading to its field. */
  #summarize(title, entries) {
    fill(this.summary, notice("bad", title, h("ul", {}, entries.map(({ field, text }) => h("li", {}, field
      ? h("a", { href: `#${field.input.id}`, onclick: (event) => { event.preventDefault(); open(field); field.input.focus(); } }, text) : text)))));
    for (const { field } of entries) if (field) open(field);
    this.summary.focus();
    this.summary.scrollIntoView({ block: "nearest" });
  }
}

function open(field) {
  const folded = field.element.closest("details");
  if (folded) folded.open = true;
}
