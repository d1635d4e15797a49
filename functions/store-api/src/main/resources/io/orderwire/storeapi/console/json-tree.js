// A JSON document as text that opens and closes. What lies within a part is made when it is opened: a payload may be long.
import { button, h } from "./dom.js";
import { counted } from "./format.js";

/** A JSON pointer one step further. */
function below(pointer, step) {
  return `${pointer}/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** A value as JSON writes it. */
export function literal(value) {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

const holds = (value) => typeof value === "object" && value !== null && Object.keys(value).length > 0;

export class JsonTree {
  #parts = new Map();
  #leaves = new Map();
  #leaf;
  #root;

  /** `leaf` makes what shows a value, of the value and its pointer. */
  constructor(name, document, leaf) {
    this.#leaf = leaf;
    const root = h("div", { class: "tree", role: "group", tabindex: "0", "aria-label": name });
    this.#root = root;
    if (holds(document)) root.append(this.#members(document, ""));
    else root.append(this.#shown(document, ""));
    this.element = h("div", { class: "tree-frame" },
      h("div", { class: "actions" },
        button("Open all", () => this.#all(true), { class: "small", "aria-label": `Open all of ${name}` }),
        button("Close all", () => this.#all(false), { class: "small", "aria-label": `Close all of ${name}` })), root);
  }

  /** Opens the way to a value, or to the nearest part around it, and gives what shows it. */
  reveal(pointer) {
    let reached = "";
    for (const step of pointer.split("/").slice(1)) {
      reached += `/${step}`;
      this.#parts.get(reached)?.open();
    }
    return this.#leaves.get(pointer) ?? this.#parts.get(pointer)?.element;
  }

  /** Scrolls the document, not the page around it. */
  scrollTo(shown) {
    this.#root.scrollTop += shown.getBoundingClientRect().top - this.#root.getBoundingClientRect().top - this.#root.clientHeight / 3;
  }

  #all(isOpen) {
    // Those that are made on the way come to the end of the map, and are opened in their turn.
    for (const part of this.#parts.values()) {
      if (isOpen) part.open();
      else part.element.open = false;
    }
  }

  #members(value, pointer) {
    return h("ul", {}, Object.entries(value).map(([name, each]) => {
      const place = below(pointer, name);
      return h("li", {}, holds(each) ? this.#part(name, each, place) : [h("span", { class: "key" }, name), " ", this.#shown(each, place)]);
    }));
  }

  #shown(value, pointer) {
    const shown = this.#leaf(value, pointer);
    this.#leaves.set(pointer, shown);
    return shown;
  }

  #part(name, value, pointer) {
    const size = Array.isArray(value) ? counted(value.length, "entry", "entries") : counted(Object.keys(value).length, "member");
    const make = () => {
      if (element.childElementCount === 1) element.append(this.#members(value, pointer));
    };
    const element = h("details", { ontoggle: () => element.open && make() },
      h("summary", {}, h("span", { class: "key" }, name), " ", h("span", { class: "muted" }, size)));
    this.#parts.set(pointer, { element, open: () => { make(); element.open = true; } });
    return element;
  }
}
