package io.orderwire.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs one loop of one store, or goes on where an earlier job ran out of time.
///
/// @param loop which loop: [#ORDERS], [#CARTS], [#REREAD], [#RECONCILE], [#DEEP], [#SUBSCRIPTIONS],
/// [#BACKFILL], the name of one of the connector's sweeps, or that of a listing after [#GAP]
/// @param from empty for "since the loop's watermark"
/// @param next the connector's next call when a listing goes on
/// @param reached the largest change time that earlier rounds of this listing enqueued
/// @param round how often this listing went on in a new job
/// @param attempt how often the call at hand failed
/// @param state what else the loop carries from job to job
/// @param asked the poll that somebody asked for and may be waiting for
public record PollJob(
    StoreId storeId,
    String loop,
    Cause cause,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<JsonNode> next,
    Optional<Instant> reached,
    int round,
    int attempt,
    Optional<String> traceId,
    Optional<JsonNode> state,
    Optional<Asked> asked) {
  /// Orders by their updated-at.
  public static final String ORDERS = "orders";

  public static final String CARTS = "carts";

  /// Orders that are not at their end, read again by their ids.
  public static final String REREAD = "reread";

  /// What the cart lists against what the ledger holds, since the last certificate.
  public static final String RECONCILE = "reconcile";

  /// The same over the platform's whole horizon.
  public static final String DEEP = "deep";

  /// The subscriptions compared with what they should be, and mended.
  public static final String SUBSCRIPTIONS = "subscriptions";

  /// A window of the past, in the calls that other work leaves. Where it stands is kept beside the
  /// store under the id that the job's state holds.
  public static final String BACKFILL = "backfill";

  /// Begins the name of a listing that is to be listed once more, whatever was seen of it: what
  /// webhooks would have brought while the cart sent none. It leaves the watermark alone.
  public static final String GAP = "gap/";

  public PollJob {
    // Jackson reads an absent tree as a tree that is null, which would go on with a listing of
    // nothing.
    next = next.filter(call -> !call.isNull());
    state = state.filter(tree -> !tree.isNull());
  }

  /// A poll that somebody asked for. Its loops run one after another: what one enqueued is there
  /// for the next.
  ///
  /// @param following the loops that come after this one
  /// @param tally what earlier jobs of this loop did
  /// @param orders ids of orders that the loops before this one enqueued; bounded
  public record Asked(String pollId, List<String> following, Tally tally, List<String> orders) {
    private static final int MOST_ORDERS = 300;

    public Asked {
      following = List.copyOf(following);
      orders = orders.stream().distinct().limit(MOST_ORDERS).toList();
    }

    Asked having(Tally done, List<String> enqueued) {
      List<String> all = new ArrayList<>(orders);
      all.addAll(enqueued);
      return new Asked(pollId, following, tally.plus(done), all);
    }
  }

  /// What jobs did so far.
  public record Tally(int pages, int listed, int enqueued) {
    public static final Tally NONE = new Tally(0, 0, 0);

    public Tally plus(Tally other) {
      return new Tally(pages + other.pages, listed + other.listed, enqueued + other.enqueued);
    }
  }

  public static PollJob due(StoreId storeId) {
    return due(storeId, ORDERS);
  }

  public static PollJob due(StoreId storeId, String loop) {
    return new PollJob(
        storeId,
        loop,
        Cause.POLL,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// The first of `loops`, with the others after it.
  ///
  /// @param loops at least one
  public static PollJob asked(
      StoreId storeId, String pollId, List<String> loops, Optional<String> traceId) {
    return due(storeId, loops.getFirst())
        .with(
            Optional.of(new Asked(pollId, loops.subList(1, loops.size()), Tally.NONE, List.of())),
            traceId);
  }

  public static PollJob gap(StoreId storeId, String listing, Instant from) {
    return new PollJob(
        storeId,
        GAP + listing,
        Cause.POLL,
        Optional.of(from),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// Goes on with the back-fill of that id.
  public static PollJob backfill(StoreId storeId, String backfillId) {
    return new PollJob(
        storeId,
        BACKFILL,
        Cause.BACKFILL,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        Optional.of(TextNode.valueOf(backfillId)),
        Optional.empty());
  }

  /// The same listing in a further job, from its next call on.
  public PollJob goingOn(JsonNode nextCall, Optional<Instant> reachedSoFar) {
    return new PollJob(
        storeId,
        loop,
        cause,
        from,
        to,
        Optional.of(nextCall),
        reachedSoFar,
        round + 1,
        0,
        traceId,
        state,
        asked);
  }

  /// The same loop in a further job, from what it carries on.
  public PollJob goingOn(JsonNode carried) {
    return new PollJob(
        storeId,
        loop,
        cause,
        from,
        to,
        Optional.empty(),
        reached,
        round + 1,
        0,
        traceId,
        Optional.of(carried),
        asked);
  }

  /// The same call once more, after it failed.
  public PollJob again(JsonNode failedCall, Optional<Instant> reachedSoFar) {
    return new PollJob(
        storeId,
        loop,
        cause,
        from,
        to,
        Optional.of(failedCall),
        reachedSoFar,
        round,
        attempt + 1,
        traceId,
        state,
        asked);
  }

  /// A comparison of everything from `from` on.
  public static PollJob reconcile(StoreId storeId, String loop, Instant from) {
    PollJob due = due(storeId, loop);
    return new PollJob(
        storeId,
        loop,
        due.cause(),
        Optional.of(from),
        due.to(),
        due.next(),
        due.reached(),
        due.round(),
        due.attempt(),
        due.traceId(),
        due.state(),
        due.asked());
  }

  /// The same job with something to carry.
  public PollJob carrying(JsonNode carried) {
    return new PollJob(
        storeId,
        loop,
        cause,
        from,
        to,
        next,
        reached,
        round,
        attempt,
        traceId,
        Optional.of(carried),
        asked);
  }

  /// The same piece of work once more, after a call of it failed.
  public PollJob again() {
    return new PollJob(
        storeId, loop, cause, from, to, next, reached, round, attempt + 1, traceId, state, asked);
  }

  /// The same job with what its loop did so far, where somebody asked for it.
  ///
  /// @param enqueued ids of the orders it handed over
  public PollJob having(Tally done, List<String> enqueued) {
    return with(asked.map(poll -> poll.having(done, enqueued)), traceId);
  }

  /// The next loop of the poll that was asked for, if one is left.
  public Optional<PollJob> following() {
    return asked
        .filter(poll -> !poll.following().isEmpty())
        .map(
            poll ->
                due(storeId, poll.following().getFirst())
                    .with(
                        Optional.of(
                            new Asked(
                                poll.pollId(),
                                poll.following().subList(1, poll.following().size()),
                                Tally.NONE,
                                poll.orders())),
                        traceId));
  }

  private PollJob with(Optional<Asked> newAsked, Optional<String> newTraceId) {
    return new PollJob(
        storeId, loop, cause, from, to, next, reached, round, attempt, newTraceId, state, newAsked);
  }
}
