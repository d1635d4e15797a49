package io.orderwire.port;

import java.time.Duration;
import java.util.List;

/// The queue of the webhook sender. A subscription is a tenant of its own: one that is slow cannot
/// starve the others.
public interface WebhookQueue {
  void sendAll(List<? extends WebhookJob> jobs);

  /// To arrive after `delay`, at most 15 minutes.
  void sendLater(WebhookJob job, Duration delay);
}
