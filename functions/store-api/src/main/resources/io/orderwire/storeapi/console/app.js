// Which page is shown, by the address.
import { action, announce, button, fill, h, notice, refusal } from "./dom.js";
import { refreshTimes } from "./format.js";
import { SIGNED_OUT } from "./live.js";
import { loadSettings, mode, signedIn, signIn, SignInNeeded, signOut, token } from "./sign-in.js";
import { stores } from "./stores.js";
import { connect } from "./connect.js";
import { connected } from "./connected.js";
import { orders } from "./orders.js";
import { order } from "./order.js";
import { origins } from "./order-origins.js";
import { mappings } from "./mappings.js";
import { operations } from "./operations.js";
import { developers } from "./developers.js";

// Each page: the form of its address, the entry of the menu that it belongs to, what shows it.
const PAGES = [
  [/^\/(?:console(?:\/stores)?)?$/, "/console/stores", stores],
  [/^\/console\/stores\/([^/]+)$/, "/console/stores", connected],
  [/^\/console\/stores\/([^/]+)\/mappings$/, "/console/stores", mappings],
  [/^\/console\/connect(?:\/([^/]+))?$/, "/console/stores", connect],
  [/^\/console\/orders$/, "/console/orders", orders],
  [/^\/console\/orders\/([^/]+)\/([^/]+)$/, "/console/orders", order],
  [/^\/console\/orders\/([^/]+)\/([^/]+)\/versions\/(\d+)$/, "/console/orders", origins],
  [/^\/console\/operations(?:\/([^/]+))?$/, "/console/operations", operations],
  [/^\/console\/developers$/, "/console/developers", developers],
];

const main = document.getElementById("main");
let leaving = new AbortController();

function noPage(place) {
  fill(place, h("h1", {}, "Nothing here"), h("p", {}, "This address is none of the console's. ", h("a", { href: "/console/stores" }, "Go to the stores")));
}

/** Shows the page of the address, as far as possible without a word from the network before its heading. */
async function show({ focus }) {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const path = location.pathname.replace(/(.)\/$/, "$1");
  const found = PAGES.map(([form, menu, page]) => ({ values: form.exec(path), menu, page })).find(({ values }) => values);
  for (const link of document.querySelectorAll(".pages a")) {
    if (found?.menu === link.getAttribute("href")) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const place = h("div", { class: "page" });
  main.replaceChildren(place);
  const context = { signal, query: new URLSearchParams(location.search), values: (found?.values ?? []).slice(1).map((each) => each && decodeURIComponent(each)), go };
  try {
    const whole = (found?.page ?? noPage)(place, context);
    // Each page has its heading at once; who listens need not wait for what comes over the network.
    named(place);
    if (focus) {
      announce(document.title);
      main.focus({ preventScroll: true });
    }
    await whole;
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof SignInNeeded) signInPage(place);
    else place.append(refusal(error));
  }
  if (signal.aborted) return;
  named(place);
  session();
}

function named(place) {
  document.title = `${place.querySelector("h1")?.textContent ?? "Console"} · Orderwire`;
}

function signInPage(place) {
  const reasons = {
    oidc: [h("p", {}, "The stores of this stack are shown to people who are signed in."),
      button("Sign in", () => signIn(location.pathname + location.search).catch((error) => place.append(refusal(error))), { class: "primary" })],
    "no-client": [notice("warn", "Nobody can sign in here yet",
      h("p", {}, "The API takes bearer tokens, but no client was named that the console may sign people in as. Register a public client at your issuer with the redirect address below, and deploy with ConsoleClientId=<its id>."),
      h("p", {}, h("code", {}, `${location.origin}/console/signed-in`)))],
    "signed-requests": [notice("warn", "The console is not offered here",
      h("p", {}, "This stack's API takes only requests that are signed with SigV4 (ApiAuthorization=IAM), which a web page cannot do without holding AWS keys. Use the API with the AWS CLI or an SDK, or deploy with ApiAuthorization=JWT, JwtIssuer, JwtAudience and ConsoleClientId to sign in here."))],
  };
  fill(place, h("h1", {}, mode() === "oidc" ? "Sign in" : "Not signed in"), reasons[mode()]);
}

function session() {
  fill(document.getElementById("session"), token() && action("Sign out", async () => { if (!await signOut()) go("/console/stores"); }, { class: "small quiet" }));
}

/** Goes to another address of the console. */
function go(address, { replace = false } = {}) {
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  show({ focus: true });
  scrollTo(0, 0);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='/console']");
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.target) return;
  event.preventDefault();
  go(link.getAttribute("href"));
});
document.addEventListener(SIGNED_OUT, () => {
  leaving.abort();
  const place = h("div", { class: "page" });
  main.replaceChildren(place);
  signInPage(place);
  named(place);
  session();
});
addEventListener("popstate", () => show({ focus: true }));
setInterval(refreshTimes, 5000);

async function begin() {
  try {
    await loadSettings();
    if (location.pathname === "/console/signed-in") {
      const answer = new URLSearchParams(location.search);
      // The code is of no use to who sees the address or the history later, whatever comes of it.
      history.replaceState(null, "", location.pathname);
      history.replaceState(null, "", await signedIn(answer));
    }
    await show({ focus: false });
  } catch (error) {
    fill(main, h("div", { class: "page" }, h("h1", {}, "The console did not start"), refusal(error), h("p", {}, h("a", { href: "/console/stores" }, "Try again"))));
  }
}
begin();
