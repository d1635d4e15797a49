package io.orderwire.normalizer;

import io.orderwire.connector.FaultException;
import io.orderwire.json.Json;
import io.orderwire.message.IntakeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the messages of a batch one after another. Each has its share of the time, and one that
/// fails does not hold up the others.
public final class Batch {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  private final Normalizer normalizer;
  private final InstantSource clock;

  /// A message as the queue hands it over.
  public record Item(String id, String body) {}

  public Batch(Normalizer normalizer, InstantSource clock) {
    this.normalizer = normalizer;
    this.clock = clock;
  }

  /// The ids of the messages that must come again. What is not begun before `end` comes again too.
  public List<String> run(List<Item> items, Instant end) {
    List<String> failed = new ArrayList<>();
    for (int index = 0; index < items.size(); index++) {
      Instant now = clock.instant();
      Duration share = Duration.between(now, end).dividedBy(items.size() - index);
      if (!share.isPositive() || !done(items.get(index), now.plus(share))) {
        failed.add(items.get(index).id());
      }
    }
    return List.copyOf(failed);
  }

  private boolean done(Item item, Instant deadline) {
    try {
      IntakeMessage message = Json.read(item.body(), IntakeMessage.class);
      normalizer.process(message, deadline).forEach(outcome -> log(message, outcome));
      return true;
    } catch (FaultException fault) {
      LOG.atWarn()
          .addKeyValue("outcome", "again")
          .addKeyValue("message", item.id())
          .addKeyValue("reason", fault.getMessage())
          .log("receipt");
      return false;
    } catch (RuntimeException defect) {
      LOG.atError()
          .addKeyValue("outcome", "failed")
          .addKeyValue("message", item.id())
          .setCause(defect)
          .log("receipt");
      return false;
    }
  }

  private static void log(IntakeMessage message, Outcome outcome) {
    LOG.atInfo()
        .addKeyValue("outcome", outcome.what().name().toLowerCase(Locale.ROOT))
        .addKeyValue("store", message.storeId())
        .addKeyValue("kind", message.kind())
        .addKeyValue("cause", message.cause())
        .addKeyValue("receipt", message.receiptId())
        .addKeyValue(
            "subject",
            outcome.subject().stream().map(each -> each.key()).collect(Collectors.joining()))
        .addKeyValue("version", outcome.version())
        .addKeyValue("attempt", message.attempt())
        .addKeyValue("detail", outcome.detail())
        .log("receipt");
  }
}
