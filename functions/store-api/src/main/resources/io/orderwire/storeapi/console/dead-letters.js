// What the queues put aside because nobody could work it off, and trying it again.
import { get, post } from "./api.js";
import { action, announce, capital, fill, h, notice, pill, refill, refusal } from "./dom.js";
import { counted } from "./format.js";
import { every } from "./live.js";

const OUTCOMES = {
  started: ({ waiting }) => ["good", `${counted(waiting, "letter is", "letters are")} moved back to where they came from`],
  under_way: () => ["info", "already being moved back"],
  nothing_waits: () => ["quiet", "nothing waits"],
};

export async function deadLetters(place, { signal }) {
  const told = h("div", { "aria-live": "polite" });
  const list = h("div", {});
  const refresh = async () => {
    const queues = (await get("/v1/dead-letters", {}, signal)).items;
    refill(list, queues, () => shown(queues, redrive));
  };
  const redrive = async (queue) => {
    try {
      const { items } = await post("/v1/dead-letters/redrive", queue && { queue });
      fill(told, items.map(outcome));
      announce("Asked for");
      await refresh();
    } catch (error) {
      fill(told, refusal(error));
    }
  };
  fill(place, h("p", { class: "muted" }, "What failed however often it was tried is kept in these queues. Mend the cause, then try it again; numbers are about right, as the queues count them."), told, list);
  await refresh();
  every(3000, refresh, signal);
}

function outcome(each) {
  const [kind, text] = OUTCOMES[each.outcome](each);
  return notice(kind, `${capital(each.queue)}: ${text}`, each.outcome === "started" && h("p", {}, "What works now leaves the queue; what fails again comes back to it."));
}

function shown(queues, redrive) {
  const waiting = queues.reduce((sum, each) => sum + each.waiting, 0);
  const several = queues.filter((each) => each.can_be_redriven && each.waiting > 0 && !each.being_redriven).length > 1;
  return [
    h("div", { class: "actions spread" }, h("strong", {}, waiting ? `${counted(waiting, "letter")} waiting` : "Nothing waits in any queue"), several && action("Redrive all", () => redrive())),
    h("ul", { class: "entries" }, queues.map((each) => h("li", { class: "panel" },
      h("div", { class: "entry-head" },
        h("div", {}, h("h2", { class: "small-title" }, capital(each.queue)), h("p", { class: "muted" }, capital(each.holds))),
        h("div", { class: "states" }, standing(each),
          each.can_be_redriven && each.waiting > 0 && !each.being_redriven && action("Redrive", () => redrive(each.queue), { class: "small", "aria-label": `Redrive ${each.queue}` }))),
      each.waiting > 0 && h("p", { class: "breaking" }, h("strong", {}, "What to do: "), each.remedy)))),
  ];
}

function standing({ waiting, being_redriven: moving }) {
  if (moving) return pill("info", `${waiting.toLocaleString()} left, being moved back`);
  return waiting > 0 ? pill("bad", `${waiting.toLocaleString()} waiting`) : pill("good", "empty");
}
