package io.orderwire.local.source;

import java.time.Duration;

/// A wait that doubles each time it is taken, up to a longest.
final class Pause {
  private final Duration shortest;
  private final Duration longest;
  private Duration next;

  Pause(Duration shortest, Duration longest) {
    this.shortest = shortest;
    this.longest = longest;
    this.next = shortest;
  }

  void reset() {
    next = shortest;
  }

  /// Waits; when interrupted it returns at once and leaves the thread interrupted.
  void take() {
    try {
      Thread.sleep(next);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) > 0 ? longest : doubled;
  }
}
