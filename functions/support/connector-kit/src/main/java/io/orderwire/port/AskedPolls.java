package io.orderwire.port;

import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Polls that somebody asked for, and how each of their loops ended. Kept for some days.
public interface AskedPolls {

  /// Writes down what was asked for. Nothing of it has ended.
  void begin(Asked poll);

  /// Writes down how a loop ended. What was written first stays: a job that is delivered twice does
  /// nothing the second time.
  void ended(StoreId storeId, String pollId, LoopEnd end);

  Optional<Asked> find(StoreId storeId, String pollId);

  /// A poll.
  ///
  /// @param loops in the order in which they run
  /// @param ended those that ended, in the order of `loops`
  record Asked(
      StoreId storeId, String id, Instant askedAt, List<String> loops, List<LoopEnd> ended) {
    public Asked {
      loops = List.copyOf(loops);
      ended = List.copyOf(ended);
    }

    public boolean isDone() {
      return ended.size() == loops.size();
    }
  }

  /// How a loop ended.
  ///
  /// @param end one word, lower case: `done`, `parked`, …
  /// @param listed rows that the cart listed
  /// @param enqueued rows that were news and went to the normalizer
  /// @param watermark up to where the loop has come, by the cart's clock
  /// @param certificate number of the certificate that the loop wrote
  /// @param detail what went wrong, if anything
  record LoopEnd(
      String loop,
      String end,
      int pages,
      int listed,
      int enqueued,
      Optional<Instant> watermark,
      Optional<Long> certificate,
      String detail,
      Instant endedAt) {}
}
