// Elements without markup in strings: what a cart or a buyer wrote is only ever text.

const SVG = "http://www.w3.org/2000/svg";

/** An element. Properties that begin with "on" listen; false and undefined ones are left out. */
export function h(tag, properties, ...children) {
  return made(document.createElement(tag), properties, children);
}

/** An element of a picture. */
export function s(tag, properties, ...children) {
  return made(document.createElementNS(SVG, tag), properties, children);
}

function made(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...nodes(children));
  return element;
}

function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== undefined && child !== null && child !== false && child !== "");
}

export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

const shown = new WeakMap();

/** Fills it anew only if what it shows has changed, so that whoever reads or works there is left alone. */
export function refill(element, data, make) {
  const state = JSON.stringify(data);
  if (shown.get(element) === state) return;
  shown.set(element, state);
  fill(element, make());
}

/** Tells people who listen instead of looking. */
export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

let count = 0;
export function freshId(name) {
  count += 1;
  return `${name}-${count}`;
}

/** A state as a word with a sign of its own, so that colour alone says nothing. */
export function pill(kind, text) {
  return h("span", { class: `pill ${kind}` }, h("span", { class: "sign", "aria-hidden": "true" }), text);
}

/** What somebody has to know, and what to do about it. */
export function notice(kind, title, ...body) {
  return h("div", { class: `notice ${kind}`, role: kind === "bad" ? "alert" : undefined },
    h("p", { class: "notice-title" }, h("span", { class: "sign", "aria-hidden": "true" }), title),
    body);
}

/** Why something was not done, as the API says it. */
export function refusal(error) {
  const problem = error.problem ?? {};
  return notice("bad", problem.title ?? "That did not work",
    h("p", {}, problem.detail ?? error.message),
    (problem.errors ?? []).map((each) => h("p", {}, `${each.detail}. ${capital(each.remedy)}.`)));
}

export function capital(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : "";
}

export function button(text, onclick, more) {
  return h("button", { type: "button", onclick, ...more }, text);
}

/** A button that works once at a time and says so. */
export function action(text, work, more) {
  const made = button(text, async () => {
    if (made.getAttribute("aria-disabled") === "true") return;
    made.setAttribute("aria-disabled", "true");
    made.classList.add("busy");
    try {
      await work(made);
    } finally {
      made.removeAttribute("aria-disabled");
      made.classList.remove("busy");
    }
  }, more);
  return made;
}

export function copyButton(text, what) {
  const made = button("Copy", async () => {
    await navigator.clipboard.writeText(text);
    made.textContent = "Copied";
    announce(`${what} copied`);
    setTimeout(() => { made.textContent = "Copy"; }, 2000);
  }, { "aria-label": `Copy ${what}`, class: "small" });
  return made;
}

/** Has the browser keep a text as a file. */
export function download(file, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  h("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Asks before something that cannot be taken back; true if it is wanted. */
export function confirmed(title, text, verb) {
  return new Promise((resolve) => {
    const heading = freshId("dialog");
    const dialog = h("dialog", { "aria-labelledby": heading, onclose: () => { dialog.remove(); resolve(dialog.returnValue === "yes"); } },
      h("h2", { id: heading }, title),
      h("p", {}, text),
      h("div", { class: "actions" },
        button("Keep it", () => dialog.close("no"), { autofocus: true }),
        button(verb, () => dialog.close("yes"), { class: "danger" })));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Terms and what they are; those without a value are left out. */
export function facts(pairs, kind = "") {
  return h("dl", { class: `facts ${kind}` }, pairs
    .filter(([, value]) => value !== undefined && value !== null && value !== "" && value !== false)
    .map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))));
}

/** A table that becomes a list of cards where it is narrow; columns are [title, class]. */
export function table(caption, columns, rows) {
  return h("div", { class: "table-frame" },
    h("table", { class: "stacking", role: "table" },
      h("caption", { class: "unseen" }, caption),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" },
        columns.map(([title, kind]) => h("th", { scope: "col", role: "columnheader", class: kind }, title)))),
      h("tbody", { role: "rowgroup" }, rows.map((cells) => h("tr", { role: "row" },
        cells.map((cell, place) => h("td", { role: "cell", class: `${columns[place][1]}${cell === "–" ? " blank" : ""}`, "data-title": columns[place][0] },
          h("span", { class: "cell" }, cell))))))));
}
