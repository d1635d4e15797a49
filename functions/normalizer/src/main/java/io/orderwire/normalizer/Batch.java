package io.orderwire.normalizer;

import io.orderwire.connector.FaultException;
import io.orderwire.json.Json;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.StoreId;
import io.orderwire.port.IntakeQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Takes the messages of a batch: each store's one after another, the stores at the same time, so
/// that nobody stands behind another store's cart. Each message has its share of the time, and one
/// that fails does not hold up the others.
///
/// Live messages of a store that has a backlog are moved to where they keep no consumer from other
/// stores.
public final class Batch {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  private final Normalizer normalizer;
  private final IntakeQueue intake;
  private final InstantSource clock;
  private final Backlogs backlogs = new Backlogs();

  /// A message as the queue hands it over.
  public record Item(String id, String body) {}

  public Batch(Normalizer normalizer, IntakeQueue intake, InstantSource clock) {
    this.normalizer = normalizer;
    this.intake = intake;
    this.clock = clock;
  }

  /// Takes a batch of live receipts. The ids of the messages that must come again; what is not
  /// begun before `end` comes again too.
  public List<String> runLive(List<Item> items, Instant end) {
    return run(items, store -> hasBacklog(store) ? moved(store) : again(store, end));
  }

  /// The same for a batch of what came in bulk.
  public List<String> runAll(List<Item> items, Instant end) {
    return run(items, store -> again(store, end));
  }

  private List<String> run(List<Item> items, Function<List<Read>, List<String>> work) {
    List<String> failed = new ArrayList<>();
    List<Future<List<String>>> stores = new ArrayList<>();
    Map<String, String> logged =
        Optional.ofNullable(MDC.getCopyOfContextMap()).orElseGet(TreeMap::new);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (List<Read> store : byStore(items, failed)) {
        stores.add(
            threads.submit(
                () -> {
                  MDC.setContextMap(logged);
                  return work.apply(store);
                }));
      }
    }
    stores.forEach(store -> failed.addAll(store.resultNow()));
    return List.copyOf(failed);
  }

  private record Read(Item item, IntakeMessage message) {}

  private static Collection<List<Read>> byStore(List<Item> items, List<String> failed) {
    Map<StoreId, List<Read>> stores = new LinkedHashMap<>();
    for (Item item : items) {
      try {
        Read read = new Read(item, Json.read(item.body(), IntakeMessage.class));
        stores.computeIfAbsent(read.message().storeId(), none -> new ArrayList<>()).add(read);
      } catch (RuntimeException unreadable) {
        failed.add(item.id());
        failed(item, unreadable);
      }
    }
    return stores.values();
  }

  private boolean hasBacklog(List<Read> store) {
    return backlogs.has(store.getFirst().message().storeId(), store.size(), clock.instant());
  }

  private List<String> moved(List<Read> store) {
    try {
      intake.sendInBulk(store.stream().map(Read::message).toList());
      LOG.atInfo()
          .addKeyValue("outcome", "in bulk")
          .addKeyValue("store", store.getFirst().message().storeId())
          .addKeyValue("messages", store.size())
          .log("receipt");
      return List.of();
    } catch (FaultException fault) {
      store.forEach(read -> again(read.item(), fault));
      return store.stream().map(read -> read.item().id()).toList();
    }
  }

  private List<String> again(List<Read> store, Instant end) {
    List<String> failed = new ArrayList<>();
    for (int index = 0; index < store.size(); index++) {
      Instant now = clock.instant();
      Duration share = Duration.between(now, end).dividedBy(store.size() - index);
      Read read = store.get(index);
      if (!share.isPositive() || !done(read.item(), read.message(), now.plus(share))) {
        failed.add(read.item().id());
      }
    }
    return failed;
  }

  private boolean done(Item item, IntakeMessage message, Instant deadline) {
    try {
      normalizer.process(message, deadline).forEach(outcome -> log(message, outcome));
      return true;
    } catch (FaultException fault) {
      again(item, fault);
      return false;
    } catch (RuntimeException defect) {
      failed(item, defect);
      return false;
    }
  }

  private static void again(Item item, FaultException fault) {
    LOG.atWarn()
        .addKeyValue("outcome", "again")
        .addKeyValue("message", item.id())
        .addKeyValue("reason", fault.getMessage())
        .log("receipt");
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
