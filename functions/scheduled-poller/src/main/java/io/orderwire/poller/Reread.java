package io.orderwire.poller;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.Fault;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.Page;
import io.orderwire.engine.Errand;
import io.orderwire.engine.FeedReader;
import io.orderwire.engine.FeedReader.Progress;
import io.orderwire.json.Json;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import io.orderwire.poller.Comparison.Verdict;
import io.orderwire.poller.Worker.End;
import io.orderwire.poller.Worker.Report;
import io.orderwire.port.Ledger;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.Store;
import io.orderwire.port.Stores.Polling;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads orders again that are not at their end or came to it lately, many to a call, and hands
/// over those that look different from the last time: it finds what moves no listing's time, and
/// orders that are gone. A store in which nothing happens costs the calls to its cart and no write.
final class Reread {
  /// The change feed is eventually consistent: its last minute is read again.
  private static final Duration FEED_LAG = Duration.ofMinutes(1);

  private static final int FEED_PAGE = 500;
  private static final int HASH_LENGTH = 12;

  private final Worker.World world;
  private final Setbacks setbacks;
  private final FeedReader reader;
  private final PollJob job;
  private final Errand errand;
  private final Store store;
  private final MissingOrders missing;
  private final Optional<Polling> saved;
  private final OpenOrders open;
  private Instant fedUntil;
  private int pages;
  private int rows;
  private int enqueued;
  private final List<String> orders = new ArrayList<>();

  /// Where a job that ran out of time goes on.
  record Place(String after) {}

  Reread(Worker.World world, Setbacks setbacks, FeedReader reader, PollJob job, Errand errand) {
    this.world = world;
    this.setbacks = setbacks;
    this.reader = reader;
    this.job = job;
    this.errand = errand;
    this.store = errand.store();
    this.missing = new MissingOrders(world.ledger(), errand.connector().descriptor());
    this.saved = world.stores().polling(store.id(), PollJob.REREAD);
    this.open = new OpenOrders(saved.map(Polling::seen).orElse(Map.of()));
    this.fedUntil = saved.map(Polling::watermark).orElseGet(this::beginning);
  }

  /// Older versions than these are of orders that are not read again.
  private Instant beginning() {
    return now().minus(errand.connector().descriptor().rereads().openFor());
  }

  Report run() {
    feed();
    open.trim(errand.connector().descriptor().rereads(), now());
    OrdersById byId = errand.connector().feed().byId();
    String after =
        job.state().map(tree -> Json.read(Json.bytes(tree), Place.class).after()).orElse("");
    List<ExternalId> left = open.after(after);
    while (!left.isEmpty()) {
      List<ExternalId> batch = left.subList(0, Math.min(byId.most(), left.size()));
      CartCall call = byId.call(batch, store.context());
      switch (reader.read(errand, byId, call, page -> accept(page, batch))) {
        case Progress.Ended ignored -> {
          after = batch.getLast().value();
          left = left.subList(batch.size(), left.size());
        }
        case Progress.Stopped ignored -> throw new IllegalStateException("no page is refused");
        case Progress.OutOfTime ignored -> {
          return interrupted(after);
        }
        case Progress.Failed(CartCall ignored, Fault fault) -> {
          return failed(after, fault);
        }
      }
    }
    if (!save()) {
      return report(End.OVERTAKEN, "");
    }
    setbacks.succeeded(store, job);
    return report(End.DONE, "");
  }

  private void feed() {
    Optional<String> cursor = Optional.empty();
    Instant since = fedUntil.minus(FEED_LAG);
    do {
      Ledger.ChangePage page =
          world.ledger().changedSince(store.id(), Subject.Kind.ORDER, since, cursor, FEED_PAGE);
      for (Ledger.Change change : page.changes()) {
        open.recorded(change);
        fedUntil = change.recordedAt().isAfter(fedUntil) ? change.recordedAt() : fedUntil;
      }
      cursor = page.nextCursor();
    } while (cursor.isPresent());
  }

  private boolean accept(Page page, List<ExternalId> batch) {
    Instant now = now();
    Set<ExternalId> absent = new LinkedHashSet<>(batch);
    Map<ExternalId, String> told = new LinkedHashMap<>();
    List<IntakeMessage> news = new ArrayList<>();
    for (Page.Row row : page.rows()) {
      absent.remove(row.id());
      String look = look(row);
      if (row.kind() == Page.Kind.ORDER && !open.knows(row.id(), look)) {
        told.put(row.id(), look);
        if (!isBrought(row)) {
          news.add(Handover.row(job, row, now));
        }
      }
    }
    for (ExternalId id : absent) {
      if (!open.knows(id, OpenOrders.MISSING)) {
        Optional<String> version = missing.version(Subject.order(store.id(), id), now);
        version.ifPresent(
            since -> {
              told.put(id, OpenOrders.MISSING);
              news.add(Handover.missing(job, id, since, now));
            });
      }
    }
    if (!news.isEmpty()) {
      world.intake().sendAll(news);
    }
    told.forEach(open::handedOver);
    pages++;
    rows += page.rows().size();
    enqueued += news.size();
    orders.addAll(Handover.orders(news));
    return true;
  }

  /// How the order looked. Where no document tells, its time is part of it.
  private static String look(Page.Row row) {
    String hash = Seen.hash(row).substring(0, HASH_LENGTH);
    return row.document().isPresent() ? hash : time(row) + hash;
  }

  private static String time(Page.Row row) {
    return row.changedAt().getEpochSecond() + "-";
  }

  /// A row without its document costs a fetch. What moved the order's time is brought by the other
  /// loops: when the ledger holds that time, only a change that did not move it is left to find.
  private boolean isBrought(Page.Row row) {
    if (row.document().isPresent() || open.look(row.id()).startsWith(time(row))) {
      return false;
    }
    Subject subject = Subject.order(store.id(), row.id());
    return Comparison.of(row, world.ledger().newest(subject, Consistency.EVENTUAL)).verdict()
        == Verdict.EQUAL;
  }

  private Report interrupted(String after) {
    if (!save()) {
      return report(End.OVERTAKEN, "");
    }
    world.jobs().sendAll(List.of(rest().goingOn(Json.toTree(new Place(after)))));
    return report(End.CONTINUED, "out of time");
  }

  private Report failed(String after, Fault fault) {
    if (!save()) {
      return report(End.OVERTAKEN, "");
    }
    PollJob again = rest().carrying(Json.toTree(new Place(after))).again();
    Setbacks.Ending ending = setbacks.failed(store, again, fault);
    return report(ending.end(), ending.detail());
  }

  /// Another job of this loop that saved first has handed over the same or will.
  private boolean save() {
    Polling next = new Polling(fedUntil, open.kept(), saved.map(Polling::revision).orElse(0L));
    boolean changed = saved.filter(next::equals).isEmpty();
    boolean nothing = saved.isEmpty() && next.seen().isEmpty();
    return !changed || nothing || world.stores().savePolling(store.id(), PollJob.REREAD, next);
  }

  private PollJob rest() {
    return job.having(new PollJob.Tally(pages, rows, enqueued), orders);
  }

  private Report report(End end, String detail) {
    return new Report(
        end,
        new PollJob.Tally(pages, rows, enqueued),
        Optional.empty(),
        orders,
        Optional.empty(),
        detail);
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
