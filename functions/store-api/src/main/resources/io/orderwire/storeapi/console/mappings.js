// How a store's orders are read: versions of its mapping, and its history made again with one of them.
import { get, post, storePath } from "./api.js";
import { action, announce, confirmed, facts, fill, h, notice, pill, refill, refusal } from "./dom.js";
import { counted, time } from "./format.js";
import { mappingForm } from "./mapping-form.js";
import { previewed } from "./mapping-preview.js";
import { remaps } from "./remaps.js";

export async function mappings(place, { values, signal }) {
  const [id] = values;
  const told = h("div", { "aria-live": "polite" });
  const list = h("div", {});
  const editor = h("div", {});
  const preview = h("section", { class: "panel", id: "preview", tabindex: "-1", "aria-label": "Preview", hidden: true });
  const again = h("div", {});
  fill(place,
    h("p", { class: "crumbs" }, h("a", { href: "/console/stores" }, "Stores"), " › ", h("a", { href: `/console/stores/${encodeURIComponent(id)}` }, id)),
    h("h1", {}, `Mappings of ${id}`),
    h("p", { class: "muted" }, "A mapping says what the shop's words for states mean, and which of its fields are kept under a name of your own. A version never changes; one is active."),
    told, section("Versions", list), preview, section("A new version", editor), section("History", again));
  const [store, statuses] = await Promise.all([get(storePath(id), {}, signal), get(storePath(id, "statuses"), {}, signal)]);
  place.querySelector("h1").textContent = `Mappings of ${store.name}`;

  const look = async (title, path, body) => {
    preview.hidden = false;
    fill(preview, h("h2", {}, title), h("p", { class: "waiting" }, "Making the latest orders again…"));
    try {
      const result = await post(`${path}?limit=50`, body);
      fill(preview, h("h2", {}, title), previewed(id, result));
      announce(`${counted(result.changed, "order")} of ${result.orders} would say something else`);
    } catch (error) {
      preview.hidden = true;
      fill(preview);
      throw error;
    }
    preview.focus({ preventScroll: true });
    preview.scrollIntoView({ block: "start" });
  };
  const edit = (versions, base, heard) => {
    fill(editor, mappingForm({
      store, statuses, versions, base,
      choose: (other) => edit(versions, other, true),
      look: (body) => look("What this would change", storePath(id, "mappings", "preview"), body),
      save: async (body) => {
        const saved = await post(storePath(id, "mappings"), body);
        fill(told, notice("good", `Version ${saved.version} is saved`, h("p", {}, saved.active ? "It is active already." : "It is not active yet.")));
        announce(`Version ${saved.version} is saved`);
        await refresh({ edited: saved.version });
        told.scrollIntoView({ block: "center" });
      },
    }));
    if (heard) editor.querySelector("select")?.focus();
  };
  const activate = async (version, active) => {
    const back = version.version < active;
    const title = back ? `Roll back to version ${version.version}?` : `Activate version ${version.version}?`;
    const text = `Orders that come from now on are made with it instead of version ${active}. Those that are recorded stay as they are until the history is made again.`;
    if (!await confirmed(title, text, back ? "Roll back" : "Activate")) return;
    try {
      const done = await post(storePath(id, "mappings", version.version, "activate"), { replaces: active });
      fill(told, notice("good", `Version ${done.active} is active`, h("p", {}, `Before it was version ${done.before}.`),
        h("p", {}, "Orders that are recorded already were made with other versions. Make the history again to have them say what this one makes of them.")));
      announce(`Version ${done.active} is active`);
    } catch (error) {
      fill(told, refusal(error));
    }
    await refresh({});
  };
  const refresh = async ({ edited }) => {
    const { items: versions } = await get(storePath(id, "mappings"), {}, signal);
    const active = versions.find((each) => each.active);
    refill(list, versions, () => h("ul", { class: "entries" }, versions.map((each) => entry(each, active.version, {
      look: () => look(`What version ${each.version} would change`, storePath(id, "mappings", each.version, "preview"), undefined).catch((error) => fill(told, refusal(error))),
      edit: () => { edit(versions, each, true); editor.scrollIntoView({ block: "nearest" }); },
      activate: () => activate(each, active.version),
    }))));
    edit(versions, versions.find((each) => each.version === edited) ?? active, false);
  };
  await refresh({});
  await remaps(again, { id, signal });
}

function section(title, ...body) {
  return h("section", { class: "panel" }, h("h2", {}, title), body);
}

function entry(version, active, { look, edit, activate }) {
  const name = `Version ${version.version}`;
  return h("li", { class: "block", "data-version": version.version },
    h("div", { class: "entry-head" },
      h("div", {}, h("h3", { class: "small-title" }, name), h("p", { class: "muted" }, version.comment, version.comment && " · ", version.saved_at ? ["saved ", time(version.saved_at)] : "as the store was connected", version.based_on && ` · made of version ${version.based_on}`)),
      version.active && pill("good", "Active")),
    facts(said(version.mapping)),
    h("div", { class: "actions" },
      action("Preview", look, { class: "small", "aria-label": `Preview ${name}` }),
      action("Edit a copy", edit, { class: "small", "aria-label": `Edit a copy of ${name}` }),
      !version.active && action(version.version < active ? "Roll back to it" : "Activate", activate, { class: "small", "aria-label": `${version.version < active ? "Roll back to" : "Activate"} ${name}` })));
}

/** What it says otherwise than the platform's own tables. */
function said({ payment, fulfilment, cancellation, custom_fields: fields, policies }) {
  const pairs = (map) => Object.entries(map).map(([from, to]) => h("span", { class: "row" }, h("code", {}, from), " → ", h("code", {}, to)));
  const list = [["Payment", payment], ["Fulfilment", fulfilment], ["Cancellation", cancellation], ["Fields", fields]]
    .filter(([, map]) => Object.keys(map).length > 0).map(([title, map]) => [title, pairs(map)]);
  return [...(list.length ? list : [["Statuses", "as the platform's own tables say"]]),
    ["Policies", [policies.authorized_is_secured && "an authorization is secured money", policies.offline_methods.length > 0 && `offline: ${policies.offline_methods.join(", ")}`,
      policies.accept_test_orders && "test orders commit", policies.announce_drafts && "drafts are announced", policies.hold_unexplained && "unexplained totals are held",
      policies.variance_tolerance && `tolerates ${policies.variance_tolerance}`].filter(Boolean).join("; ")]];
}
