package io.orderwire.system.storm;

import io.orderwire.connector.FaultException;
import io.orderwire.message.Event;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import io.orderwire.port.EventBus;
import io.orderwire.port.IntakeQueue;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Stores;
import io.orderwire.system.storm.Design.Habit;
import io.orderwire.system.storm.Design.Ports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Designs that hand over, remember or announce wrongly.
final class WrongQueues {

  private WrongQueues() {}

  private interface Wrong {
    Ports of(Ports right, InstantSource clock);
  }

  private static Design ports(Wrong wrong) {
    return new Design() {
      @Override
      public Ports ports(Ports right, InstantSource clock) {
        return wrong.of(right, clock);
      }
    };
  }

  static Design habit(Habit wrong) {
    return new Design() {
      @Override
      public boolean has(Habit habit) {
        return habit == wrong;
      }
    };
  }

  private interface Filter {
    boolean lets(IntakeMessage message);
  }

  private static IntakeQueue filtered(IntakeQueue right, Filter filter) {
    return new IntakeQueue() {
      @Override
      public void send(IntakeMessage message) {
        if (filter.lets(message)) {
          right.send(message);
        }
      }

      @Override
      public void sendAll(List<IntakeMessage> messages) {
        right.sendAll(messages.stream().filter(filter::lets).toList());
      }

      @Override
      public void sendLater(IntakeMessage message, Duration delay) {
        if (message.attempt() == 0 || filter.lets(message)) {
          right.sendLater(message, delay);
        }
      }
    };
  }

  /// The second message about an order within half a minute is taken for a duplicate.
  static Design dedupeByTimeWindow() {
    Map<String, Instant> last = new HashMap<>();
    return ports(
        (right, clock) ->
            right.withIntake(
                filtered(
                    right.intake(),
                    message -> {
                      String order = named(message);
                      Instant before = last.put(order, clock.instant());
                      return order.isEmpty()
                          || before == null
                          || before.plusSeconds(30).isBefore(clock.instant());
                    })));
  }

  private static String named(IntakeMessage message) {
    String text = message.body().text().orElse("");
    int begin = text.indexOf("\"id\":\"");
    return begin < 0 ? "" : text.substring(begin, text.indexOf(',', begin));
  }

  /// The cart's delivery id is taken for unique.
  static Design deliveryIdAsKey() {
    Set<String> known = new HashSet<>();
    return ports(
        (right, clock) ->
            right.withIntake(
                filtered(
                    right.intake(),
                    message ->
                        Optional.ofNullable(message.headers().get("x-test-delivery"))
                            .map(known::add)
                            .orElse(true))));
  }

  /// What the cart could not answer is not asked again.
  static Design givingUpSoon() {
    return ports(
        (right, clock) ->
            right.withIntake(filtered(right.intake(), message -> message.attempt() == 0)));
  }

  /// The cart gets its answer, whether the message is in the queue or not.
  static Design answeringBeforeEnqueueing() {
    return ports(
        (right, clock) ->
            right.withIntake(
                new IntakeQueue() {
                  @Override
                  public void send(IntakeMessage message) {
                    try {
                      right.intake().send(message);
                    } catch (FaultException unheard) {
                      // the answer has gone out
                    }
                  }

                  @Override
                  public void sendAll(List<IntakeMessage> messages) {
                    right.intake().sendAll(messages);
                  }

                  @Override
                  public void sendLater(IntakeMessage message, Duration delay) {
                    right.intake().sendLater(message, delay);
                  }
                }));
  }

  private interface Watermark {
    Stores.Polling of(Stores.Polling right, Instant now);
  }

  private static Design watermark(Watermark wrong) {
    return ports(
        (right, clock) ->
            right.withStores(
                new SeenStores(right.stores()) {
                  @Override
                  public boolean savePolling(StoreId id, String loop, Polling polling) {
                    return super.savePolling(
                        id,
                        loop,
                        loop.equals(PollJob.ORDERS) ? wrong.of(polling, clock.instant()) : polling);
                  }
                }));
  }

  /// The watermark is the poller's own clock.
  static Design watermarkByLocalClock() {
    return watermark((polling, now) -> new Stores.Polling(now, polling.seen(), polling.revision()));
  }

  /// The watermark believes rows from the future.
  static Design watermarkFromTheFuture() {
    return watermark(
        (polling, now) ->
            new Stores.Polling(
                polling.seen().values().stream()
                    .map(mark -> mark.substring(0, mark.indexOf(':')))
                    .map(second -> Instant.ofEpochSecond(Long.parseLong(second)))
                    .max(Instant::compareTo)
                    .filter(polling.watermark()::isBefore)
                    .orElse(polling.watermark()),
                polling.seen(),
                polling.revision()));
  }

  /// The watermark moves, then the rows are enqueued.
  static Design watermarkBeforeEnqueueing() {
    return ports(
        (right, clock) -> {
          List<IntakeMessage> waiting = new ArrayList<>();
          return right
              .withIntake(
                  new IntakeQueue() {
                    @Override
                    public void send(IntakeMessage message) {
                      right.intake().send(message);
                    }

                    @Override
                    public void sendAll(List<IntakeMessage> messages) {
                      waiting.addAll(messages);
                    }

                    @Override
                    public void sendLater(IntakeMessage message, Duration delay) {
                      right.intake().sendLater(message, delay);
                    }
                  })
              .withStores(
                  new SeenStores(right.stores()) {
                    @Override
                    public boolean savePolling(StoreId id, String loop, Polling polling) {
                      boolean saved = super.savePolling(id, loop, polling);
                      List<IntakeMessage> rows = List.copyOf(waiting);
                      waiting.clear();
                      right.intake().sendAll(rows);
                      return saved;
                    }
                  });
        });
  }

  private static Design bus(EventBusWrong wrong) {
    return ports((right, clock) -> right.withBus(entries -> wrong.put(right.bus(), entries)));
  }

  private interface EventBusWrong {
    List<Integer> put(EventBus right, List<LedgerEntry> entries);
  }

  /// Every call makes a new id.
  static Design randomEventIds() {
    int[] calls = new int[1];
    return bus(
        (right, entries) ->
            right.put(
                entries.stream()
                    .map(entry -> renamed(entry, entry.subject().key() + "/id-" + ++calls[0]))
                    .toList()));
  }

  private static LedgerEntry renamed(LedgerEntry entry, String id) {
    EventMetadata known = entry.event().detail().metadata();
    EventMetadata metadata =
        new EventMetadata(
            id,
            known.schemaVersion(),
            known.storeId(),
            known.platform(),
            known.sequence(),
            known.occurredAt(),
            known.recordedAt(),
            known.cause(),
            known.receiptId(),
            known.mappingVersion(),
            known.replay(),
            known.traceId());
    Event event =
        new Event(entry.event().type(), new Event.Detail(metadata, entry.event().detail().data()));
    return new LedgerEntry(
        entry.subject(), entry.version(), event, entry.announced(), entry.rawKey());
  }

  /// That some events of a call were refused is not noticed.
  static Design ignoringPartialRefusals() {
    return bus(
        (right, entries) -> {
          right.put(entries);
          return List.of();
        });
  }

  /// All events of a call are put again when one was refused.
  static Design retryingWholeCalls() {
    return bus(
        (right, entries) ->
            right.put(entries).isEmpty()
                ? List.of()
                : IntStream.range(0, entries.size()).boxed().toList());
  }

  /// Stores as they are, to be overridden in one place.
  private static class SeenStores implements Stores {
    private final Stores stores;

    SeenStores(Stores stores) {
      this.stores = stores;
    }

    @Override
    public Optional<Store> get(StoreId id) {
      return stores.get(id);
    }

    @Override
    public Optional<Store> byEndpoint(String endpointToken) {
      return stores.byEndpoint(endpointToken);
    }

    @Override
    public boolean add(Store store) {
      return stores.add(store);
    }

    @Override
    public boolean update(Store store) {
      return stores.update(store);
    }

    @Override
    public void remove(StoreId id) {
      stores.remove(id);
    }

    @Override
    public StorePage list(Optional<String> cursor, int limit) {
      return stores.list(cursor, limit);
    }

    @Override
    public Optional<Note> note(StoreId id, String name) {
      return stores.note(id, name);
    }

    @Override
    public boolean saveNote(StoreId id, Note note) {
      return stores.saveNote(id, note);
    }

    @Override
    public List<Note> notes(StoreId id, String prefix, int limit) {
      return stores.notes(id, prefix, limit);
    }

    @Override
    public Optional<Polling> polling(StoreId id, String loop) {
      return stores.polling(id, loop);
    }

    @Override
    public boolean savePolling(StoreId id, String loop, Polling polling) {
      return stores.savePolling(id, loop, polling);
    }
  }
}
