package io.orderwire.port;

import io.orderwire.message.PollJob;
import java.time.Duration;
import java.util.List;

/// The queue in front of the poll worker.
public interface PollQueue {
  void sendAll(List<PollJob> jobs);

  /// To arrive after `delay`, at most 15 minutes.
  void sendLater(PollJob job, Duration delay);
}
