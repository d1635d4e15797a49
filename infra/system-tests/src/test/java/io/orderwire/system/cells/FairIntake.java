package io.orderwire.system.cells;

import io.orderwire.message.Cause;
import io.orderwire.message.IntakeMessage;
import io.orderwire.port.IntakeQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The intake as a fair queue: of what waits, messages of the groups that keep the fewest consumers
/// busy are handed out first (SQS fair queues; the groups are those of the real sender).
final class FairIntake implements IntakeQueue {
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<String, Integer> busy = new TreeMap<>();
  private final InstantSource clock;
  private long serial;

  record Waiting(long serial, IntakeMessage message, Instant sentAt, Instant visibleAt) {
    String group() {
      return message.storeId() + (message.cause() == Cause.BACKFILL ? "/backfill" : "");
    }
  }

  FairIntake(InstantSource clock) {
    this.clock = clock;
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
    Instant now = clock.instant();
    waiting.add(new Waiting(serial++, message, now, now.plus(delay)));
  }

  /// A batch, whose groups count as busy until [#done].
  List<Waiting> receive(int most) {
    Instant now = clock.instant();
    List<Waiting> taken = new ArrayList<>();
    while (taken.size() < most) {
      Waiting next =
          waiting.stream()
              .filter(each -> !each.visibleAt().isAfter(now))
              .min(
                  Comparator.comparingInt((Waiting each) -> busy.getOrDefault(each.group(), 0))
                      .thenComparingLong(Waiting::serial))
              .orElse(null);
      if (next == null) {
        break;
      }
      waiting.remove(next);
      busy.merge(next.group(), 1, Integer::sum);
      taken.add(next);
    }
    return taken;
  }

  void done(List<Waiting> batch) {
    batch.forEach(each -> busy.merge(each.group(), -1, Integer::sum));
  }
}
