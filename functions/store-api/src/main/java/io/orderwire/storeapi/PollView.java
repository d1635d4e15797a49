package io.orderwire.storeapi;

import io.orderwire.port.AskedPolls.Asked;
import io.orderwire.port.AskedPolls.LoopEnd;
import io.orderwire.port.Ledger;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a poll did, loop by loop.
///
/// @param status `running` or `done`
/// @param doneAt when its last loop ended
/// @param waiting loops that have not ended, in the order in which they run
/// @param certificate what the reconciliation found that ended the poll
record PollView(
    String pollId,
    String status,
    Instant askedAt,
    Optional<Instant> doneAt,
    List<LoopView> loops,
    List<String> waiting,
    Optional<CertificateView> certificate) {
  PollView {
    loops = List.copyOf(loops);
    waiting = List.copyOf(waiting);
  }

  /// How one loop ended.
  ///
  /// @param end `done`; else why not: `parked`, `given_up`, `overtaken` by another job of the same
  /// loop, `not_offered` by this version of the platform, `not_polled`
  /// @param listed rows that the cart listed
  /// @param enqueued rows that were news
  /// @param watermark up to where the loop has come, by the cart's clock
  record LoopView(
      String loop,
      String end,
      int pages,
      int listed,
      int enqueued,
      Optional<Instant> watermark,
      Optional<String> detail) {

    static LoopView of(LoopEnd end) {
      return new LoopView(
          end.loop(),
          end.end(),
          end.pages(),
          end.listed(),
          end.enqueued(),
          end.watermark(),
          Optional.of(end.detail()).filter(text -> !text.isEmpty()));
    }
  }

  static PollView of(Asked poll, Ledger ledger) {
    List<String> ended = poll.ended().stream().map(LoopEnd::loop).toList();
    return new PollView(
        poll.id(),
        poll.isDone() ? "done" : "running",
        poll.askedAt(),
        poll.isDone()
            ? poll.ended().stream().map(LoopEnd::endedAt).max(Instant::compareTo)
            : Optional.empty(),
        poll.ended().stream().map(LoopView::of).toList(),
        poll.loops().stream().filter(loop -> !ended.contains(loop)).toList(),
        poll.ended().stream()
            .flatMap(end -> end.certificate().stream())
            .findFirst()
            .flatMap(number -> ledger.version(Subject.reconciliation(poll.storeId()), number))
            .flatMap(CertificateView::of));
  }
}
