package io.orderwire.poller;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Descriptor.Depth;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.Page;
import io.orderwire.connector.Window;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.Errand;
import io.orderwire.engine.FeedReader;
import io.orderwire.engine.FeedReader.Progress;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Lane;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.StoreHealth;
import io.orderwire.json.Json;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.Read;
import io.orderwire.poller.Comparison.Verdict;
import io.orderwire.port.AskedPolls;
import io.orderwire.port.Ledger;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Metrics;
import io.orderwire.port.PollQueue;
import io.orderwire.port.SecretBox;
import io.orderwire.port.Store;
import io.orderwire.port.Stores;
import io.orderwire.port.Stores.Polling;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lists what changed in one store and hands each row to the normalizer, as if it had been
/// delivered.
public final class Worker {
  /// How far before its connection a store is listed at first: option `initial_look_back_hours`.
  public static final String LOOK_BACK_OPTION = "initial_look_back_hours";

  /// Who asks for a poll wants it done, even if the planner's own came in between.
  private static final int TRIES_WHEN_OVERTAKEN = 3;

  private static final Duration LOOK_BACK = Duration.ofHours(24);

  private final World world;
  private final FeedReader reader;
  private final Setbacks setbacks;
  private final AskedChain chain;
  private final Chores chores;

  /// Everything outside of the worker that it works with.
  public record World(
      Platforms platforms,
      Stores stores,
      Ledger ledger,
      IntakeDoor intake,
      PollQueue jobs,
      CartClient carts,
      SecretBox secrets,
      StoreHealth health,
      AskedPolls asked,
      Metrics metrics,
      InstantSource clock) {}

  /// How a job ended, for the log.
  public enum End {
    DONE,
    /// Goes on in a further job.
    CONTINUED,
    /// The same call is made again by a later job.
    POSTPONED,
    /// The planner will ask again.
    GIVEN_UP,
    PARKED,
    /// Another job of the same loop was first.
    OVERTAKEN,
    /// This version of the platform has no such listing.
    NOT_OFFERED,
    /// The store is gone, inactive, or cannot be called.
    NOT_POLLED;

    /// False if a further job goes on with the same loop.
    boolean isLast() {
      return this != CONTINUED && this != POSTPONED;
    }
  }

  /// What a job did.
  ///
  /// @param watermark up to where the loop has come
  /// @param orders ids of the orders that were enqueued
  /// @param certificate number of the certificate that was written
  public record Report(
      End end,
      PollJob.Tally tally,
      Optional<Instant> watermark,
      List<String> orders,
      Optional<Long> certificate,
      String detail) {
    public Report {
      orders = List.copyOf(orders);
    }

    Report(End end, PollJob.Tally tally, String detail) {
      this(end, tally, Optional.empty(), List.of(), Optional.empty(), detail);
    }

    public int pages() {
      return tally.pages();
    }

    public int rows() {
      return tally.listed();
    }

    public int enqueued() {
      return tally.enqueued();
    }
  }

  public Worker(World world) {
    this.world = world;
    this.reader = new FeedReader(world.carts());
    this.setbacks = new Setbacks(world);
    this.chain = new AskedChain(world.asked(), world.jobs(), world.clock());
    this.chores = new Chores(world);
  }

  /// Runs a job until its end or until shortly before `deadline`.
  ///
  /// @throws io.orderwire.connector.FaultException when a queue or table cannot be reached: the job
  /// must come again
  public Report run(PollJob job, Instant deadline) {
    Report report = alone(job, deadline);
    boolean again = report.end() == End.OVERTAKEN && job.asked().isPresent();
    if (again && job.attempt() < TRIES_WHEN_OVERTAKEN) {
      world.jobs().sendAll(List.of(job.again()));
      return report;
    }
    if (report.end().isLast()) {
      chain.ended(job, report);
    }
    return report;
  }

  private Report alone(PollJob job, Instant deadline) {
    Optional<Store> store = world.stores().get(job.storeId());
    Optional<Connector> connector = store.flatMap(each -> world.platforms().find(each.platform()));
    if (connector.isEmpty() || !store.get().isActive() || !store.get().canCall()) {
      return notPolled(job);
    }
    Lane lane = job.cause() == Cause.BACKFILL ? Lane.BACKFILL : Lane.RECONCILE;
    Errand errand = new Errand(store.get(), connector.get(), lane, deadline);
    return switch (job.loop()) {
      case PollJob.REREAD -> new Reread(world, setbacks, reader, job, errand).run();
      case PollJob.RECONCILE, PollJob.DEEP ->
          new Reconcile(world, setbacks, reader, job, errand).run();
      case String chore when chores.knows(job) -> chores.run(job, errand);
      default ->
          Loop.of(connector.get(), job.loop())
              .map(loop -> new Listed(job, loop, errand).run())
              .orElseGet(() -> notPolled(job));
    };
  }

  private static Report notPolled(PollJob job) {
    return new Report(End.NOT_POLLED, PollJob.Tally.NONE, job.loop());
  }

  /// One job at work.
  private final class Listed implements FeedReader.Pages {
    private final PollJob job;
    private final Loop loop;
    private final Errand errand;
    private final Store store;
    private final Round round;
    private final CartCall start;
    private int pages;
    private int rows;
    private int enqueued;
    private final List<String> orders = new ArrayList<>();

    Listed(PollJob job, Loop loop, Errand errand) {
      this.job = job;
      this.loop = loop;
      this.errand = errand;
      this.store = errand.store();
      Optional<Polling> saved =
          job.cause() == Cause.POLL
              ? world.stores().polling(store.id(), loop.name())
              : Optional.empty();
      this.round = new Round(job, loop, saved, firstWatermark(store));
      this.start =
          job.next()
              .map(call -> Json.read(Json.bytes(call), CartCall.class))
              .orElseGet(() -> loop.listing().first(window(saved), store.context()));
    }

    Report run() {
      return switch (reader.read(errand, loop.listing(), start, this)) {
        case Progress.Ended ignored -> ended();
        case Progress.Stopped ignored -> report(End.OVERTAKEN, "");
        case Progress.OutOfTime(CartCall next) -> {
          world.jobs().sendAll(List.of(rest().goingOn(Json.toTree(next), round.reached())));
          yield report(End.CONTINUED, "out of time");
        }
        case Progress.Failed(CartCall call, Fault fault) -> failed(call, fault);
      };
    }

    @Override
    public boolean accept(Page page) {
      Instant now = now();
      List<IntakeMessage> news = round.news(page, this::isHeld, now);
      if (!news.isEmpty()) {
        world.intake().sendAll(news);
      }
      round.enqueued(page, now);
      pages++;
      rows += page.rows().size();
      enqueued += news.size();
      orders.addAll(Handover.orders(news));
      return page.next().isEmpty() || saved(round.toSave(false));
    }

    /// An outline costs a fetch, unless the ledger holds what it tells: as the cart itself said it,
    /// or from a delivery that leaves nothing out.
    private boolean isHeld(Page.Row row) {
      if (row.document().isPresent() || row.readings().isEmpty()) {
        return false;
      }
      Subject subject = Subject.order(store.id(), row.id());
      Optional<LedgerEntry> held = world.ledger().newest(subject, Consistency.EVENTUAL);
      boolean whole =
          errand.connector().descriptor().webhooks().depth() == Depth.FULL
              || held.flatMap(LedgerEntry::order)
                  .filter(order -> order.source().read() != Read.WEBHOOK)
                  .isPresent();
      return whole && Comparison.of(row, held).verdict() == Verdict.EQUAL;
    }

    private Report ended() {
      if (!saved(round.toSave(true))) {
        return report(End.OVERTAKEN, "");
      }
      setbacks.succeeded(store, job);
      return report(End.DONE, "");
    }

    private boolean saved(Optional<Polling> polling) {
      boolean kept =
          polling.isEmpty() || world.stores().savePolling(store.id(), loop.name(), polling.get());
      if (kept) {
        polling.ifPresent(round::wasSaved);
      }
      return kept;
    }

    private Report failed(CartCall call, Fault fault) {
      boolean lacking = fault.category() == Category.MALFORMED || fault.category() == Category.GONE;
      if (loop.mayLack() && lacking) {
        return report(End.NOT_OFFERED, Setbacks.words(fault));
      }
      PollJob again = rest().again(Json.toTree(call), round.reached());
      Setbacks.Ending ending = setbacks.failed(store, again, fault);
      return report(ending.end(), ending.detail());
    }

    private Window window(Optional<Polling> saved) {
      Instant from =
          job.from()
              .orElseGet(
                  () ->
                      saved
                          .map(Polling::watermark)
                          .orElse(firstWatermark(store))
                          .minus(loop.overlap()));
      return new Window(from, job.to());
    }

    /// The job that goes on with this one knows what it did.
    private PollJob rest() {
      return job.having(new PollJob.Tally(pages, rows, enqueued), orders);
    }

    private Report report(End end, String detail) {
      return new Report(
          end,
          new PollJob.Tally(pages, rows, enqueued),
          round.watermark(),
          orders,
          Optional.empty(),
          detail);
    }
  }

  static Instant firstWatermark(Store store) {
    Duration lookBack =
        Optional.ofNullable(store.options().get(LOOK_BACK_OPTION))
            .filter(text -> text.matches("[0-9]{1,5}"))
            .map(text -> Duration.ofHours(Long.parseLong(text)))
            .orElse(LOOK_BACK);
    return store.connectedAt().minus(lookBack);
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
