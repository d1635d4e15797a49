// The orders of one store or of many, what changed last first, page after page from each.
import { get, storePath } from "./api.js";

/** So many requests to one store are made for one page, where a filter lets little through. */
const MOST_REQUESTS = 5;
const EACH = 50;

class Source {
  constructor(store, filters, signal) {
    Object.assign(this, { store, filters, signal, rows: [], cursor: undefined, done: false });
  }

  /** Until it has a row, has none any more, or was asked often enough. */
  async fetchSome() {
    for (let requests = 0; requests < MOST_REQUESTS && !this.done && this.rows.length === 0; requests++) {
      const page = await get(storePath(this.store, "order-summaries"), { ...this.filters, limit: EACH, cursor: this.cursor }, this.signal);
      this.rows.push(...page.items);
      this.cursor = page.next_cursor;
      this.done = !page.next_cursor;
    }
  }
}

/** All rows that were fetched, in order; `isOver` when no store has more. */
export class Feed {
  #sources;
  #seen;

  constructor(stores, filters, signal) {
    this.filters = filters;
    this.signal = signal;
    this.stores = stores;
    this.rows = [];
    // A little earlier than now: what is recorded is listed a moment later.
    this.#seen = new Date(Date.now() - 10_000).toISOString();
    this.#sources = stores.map((store) => new Source(store, filters, signal));
  }

  get isOver() {
    return this.#sources.every(({ done, rows }) => done && rows.length === 0);
  }

  /** Fetches until there are `count` rows, or no more, or the stores were asked often enough. */
  async fill(count) {
    while (this.rows.length < count) {
      await Promise.all(this.#sources.map((source) => source.fetchSome()));
      // One that has not told its next row yet may hold what comes before the others'.
      if (this.#sources.some(({ done, rows }) => !done && rows.length === 0)) return;
      while (this.rows.length < count) {
        const next = this.#sources.filter(({ rows }) => rows.length).sort((one, other) => later(one.rows[0], other.rows[0]))[0];
        if (!next) return;
        this.rows.push(next.rows.shift());
        if (next.rows.length === 0 && !next.done) break;
      }
    }
  }

  #fits(row) {
    const { status, transition, q } = this.filters;
    const text = q?.trim().toLowerCase();
    return (!status || row.status === status) && (!transition || row.transitions.includes(transition))
      && (!text || row.ref.external_id.toLowerCase() === text || row.number.toLowerCase().includes(text));
  }

  /** What changed since goes to the front, and what fits no more goes. The keys of those rows. */
  async renew() {
    const answers = await Promise.all(this.stores.map((store) =>
      get(storePath(store, "order-summaries"), { changed_since: this.#seen, limit: 100 }, this.signal)));
    const held = new Set(this.rows.map((row) => `${keyOf(row)} ${row.version}`));
    const news = answers.flatMap(({ items }) => items).filter((row) => !held.has(`${keyOf(row)} ${row.version}`)).sort(later);
    if (news.length === 0) return new Set();
    this.#seen = news[0].recorded_at;
    const changed = new Set(news.map(keyOf));
    this.rows = [...news.filter((row) => this.#fits(row)), ...this.rows.filter((row) => !changed.has(keyOf(row)))];
    return changed;
  }
}

export function keyOf(row) {
  return `${row.ref.store_id}/${row.ref.external_id}`;
}

function later(one, other) {
  return one.recorded_at < other.recorded_at ? 1 : one.recorded_at > other.recorded_at ? -1 : 0;
}
