package io.orderwire.poller;

import io.orderwire.connector.Descriptor;
import io.orderwire.connector.Listing;
import io.orderwire.connector.Page;
import io.orderwire.connector.Window;
import io.orderwire.engine.Errand;
import io.orderwire.engine.FeedReader;
import io.orderwire.engine.FeedReader.Progress;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares one stretch of a reconciliation's window, from `from` until before its end, and hands
/// every gap to the normalizer.
final class Stretch implements FeedReader.Pages {
  private static final int MOST_IN_A_STRETCH = 5_000;

  private final Worker.World world;
  private final FeedReader reader;
  private final PollJob job;
  private final Errand errand;
  private final Instant from;
  private final Slice slice;
  private Instant end;
  private List<String> ghosts = List.of();
  private int pages;
  private int rows;
  private int enqueued;

  Stretch(
      Worker.World world,
      FeedReader reader,
      PollJob job,
      Errand errand,
      Instant from,
      Instant end) {
    this.world = world;
    this.reader = reader;
    this.job = job;
    this.errand = errand;
    this.from = from;
    this.end = end;
    boolean pushes = !platform().webhooks().topics().isEmpty();
    this.slice = new Slice(pushes ? store().connectedAt() : Instant.MAX);
  }

  /// Reads all of it, or until time runs out. A stretch that holds too many orders ends early.
  Progress read() {
    Listing outline = errand.connector().feed().outline();
    Window window = new Window(from, Optional.of(end));
    Progress progress =
        reader.read(errand, outline, outline.first(window, store().context()), this);
    return switch (progress) {
      case Progress.Ended ignored -> lookedForGhosts(progress);
      case Progress.Stopped ignored -> lookedForGhosts(progress);
      case Progress.OutOfTime ignored -> progress;
      case Progress.Failed ignored -> progress;
    };
  }

  @Override
  public boolean accept(Page page) {
    Instant now = now();
    List<IntakeMessage> gaps = new ArrayList<>();
    for (Page.Row row : page.rows()) {
      if (row.kind() == Page.Kind.ORDER && row.changedAt().isBefore(end)) {
        Subject subject = Subject.order(store().id(), row.id());
        if (slice.add(row, world.ledger().newest(subject, Consistency.EVENTUAL))) {
          gaps.add(Handover.row(job, row, now));
        }
      }
    }
    handOver(gaps);
    pages++;
    rows += page.rows().size();
    boolean full = slice.size() >= MOST_IN_A_STRETCH && page.next().isPresent();
    return !full || !endEarly();
  }

  /// Leaves what is not compared to the next stretch; false where the cart does not list in order
  /// of time, or all of one time.
  boolean endEarly() {
    Optional<Instant> cut = platform().listing().ascending() ? slice.cut() : Optional.empty();
    cut.ifPresent(at -> end = at);
    return cut.isPresent();
  }

  private Progress lookedForGhosts(Progress progress) {
    Ghosts.Found found = new Ghosts(world.ledger(), reader, errand).in(from, end, slice, now());
    if (found.stopped().isPresent()) {
      return found.stopped().get();
    }
    Instant now = now();
    List<IntakeMessage> messages = new ArrayList<>();
    found.versions().forEach((id, since) -> messages.add(Handover.missing(job, id, since, now)));
    handOver(messages);
    ghosts = found.versions().keySet().stream().map(ExternalId::value).toList();
    return progress;
  }

  private void handOver(List<IntakeMessage> messages) {
    if (!messages.isEmpty()) {
      world.intake().sendAll(messages);
      enqueued += messages.size();
    }
  }

  Instant end() {
    return end;
  }

  int size() {
    return slice.size();
  }

  Counts counts() {
    return slice.counts(end).withGhosts(ghosts.size());
  }

  List<String> gaps() {
    List<String> all = new ArrayList<>(slice.gaps(end));
    all.addAll(ghosts);
    return all;
  }

  PollJob.Tally tally() {
    return new PollJob.Tally(pages, rows, enqueued);
  }

  private Store store() {
    return errand.store();
  }

  private Descriptor platform() {
    return errand.connector().descriptor();
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
