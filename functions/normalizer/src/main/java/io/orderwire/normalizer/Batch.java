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
///
/// A store with many messages in the batch does not stand before one with few, nor a back-fill
/// before what is new.
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
    List<Read> fair = fair(items, failed);
    for (int index = 0; index < fair.size(); index++) {
      Instant now = clock.instant();
      Duration share = Duration.between(now, end).dividedBy(fair.size() - index);
      Read read = fair.get(index);
      if (!share.isPositive() || !done(read.item(), read.message(), now.plus(share))) {
        failed.add(read.item().id());
      }
    }
    return List.copyOf(failed);
  }

  private record Read(Item item, IntakeMessage message) {}

  private static List<Read> fair(List<Item> items, List<String> failed) {
    List<Read> read = new ArrayList<>();
    for (Item item : items) {
      try {
        read.add(new Read(item, Json.read(item.body(), IntakeMessage.class)));
      } catch (RuntimeException unreadable) {
        failed.add(item.id());
        failed(item, unreadable);
      }
    }
    return FairOrder.of(read, Read::message);
  }

  private boolean done(Item item, IntakeMessage message, Instant deadline) {
    try {
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
      failed(item, defect);
      return false;
    }
  }

  private static void failed(Item item, RuntimeException defect) {
    LOG.atError()
        .addKeyValue("outcome", "failed")
        .addKeyValue("message", item.id())
        .setCause(defect)
        .log("receipt");
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
