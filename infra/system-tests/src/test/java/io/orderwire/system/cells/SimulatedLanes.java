package io.orderwire.system.cells;

import io.orderwire.message.Cause;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.port.IntakeQueue;
import io.orderwire.port.PollQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The queues of the template: live receipts and polls, and beside them what comes in bulk and
/// back-fills. The group is the store; rows of back-fills are one group.
final class SimulatedLanes implements IntakeQueue {
  final FairQueue<IntakeMessage> receipts;
  final FairQueue<IntakeMessage> bulk;
  final FairQueue<PollJob> polls;
  final FairQueue<PollJob> backfills;
  private final Layout layout;

  /// How the queues are laid out: as they are, or wrongly.
  enum Layout {
    AS_DEPLOYED,
    /// Receipts and jobs name no message group.
    WITHOUT_GROUPS,
    /// All receipts stay in their queue, whatever store they are of.
    BACKLOGS_AMONG_LIVE_WORK,
    /// Back-fills go through the queues of live work.
    BACKFILLS_AMONG_LIVE_WORK
  }

  SimulatedLanes(InstantSource clock, Layout layout) {
    this.layout = layout;
    this.receipts = new FairQueue<>(clock, message -> group(message.storeId().value()));
    this.bulk =
        new FairQueue<>(
            clock,
            message -> group(message.cause() == Cause.BACKFILL ? "/" : message.storeId().value()));
    this.polls = new FairQueue<>(clock, job -> group(job.storeId().value()));
    this.backfills = new FairQueue<>(clock, job -> group(job.storeId().value()));
  }

  private Optional<String> group(String store) {
    return layout == Layout.WITHOUT_GROUPS ? Optional.empty() : Optional.of(store);
  }

  private boolean isApart(Cause cause) {
    return cause == Cause.BACKFILL && layout != Layout.BACKFILLS_AMONG_LIVE_WORK;
  }

  @Override
  public void send(IntakeMessage message) {
    sendLater(message, Duration.ZERO);
  }

  @Override
  public void sendAll(List<IntakeMessage> messages) {
    messages.forEach(this::send);
  }

  @Override
  public void sendLater(IntakeMessage message, Duration delay) {
    (isApart(message.cause()) ? bulk : receipts).send(message, delay);
  }

  @Override
  public void sendInBulk(List<IntakeMessage> messages) {
    messages.forEach(message -> bulk.send(message, Duration.ZERO));
  }

  /// True if a store that fills a batch is moved out of it.
  boolean movesBacklogs() {
    return layout != Layout.BACKLOGS_AMONG_LIVE_WORK && layout != Layout.BACKFILLS_AMONG_LIVE_WORK;
  }

  /// The side of the jobs.
  PollQueue jobs() {
    return new PollQueue() {
      @Override
      public void sendAll(List<PollJob> jobs) {
        jobs.forEach(job -> sendLater(job, Duration.ZERO));
      }

      @Override
      public void sendLater(PollJob job, Duration delay) {
        (isApart(job.cause()) ? backfills : polls).send(job, delay);
      }
    };
  }
}
