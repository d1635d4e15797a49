package io.orderwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.message.Cause;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.EventBus;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private final List<String> onBus = new ArrayList<>();
  private final List<Integer> calls = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Map<String, Integer> attempts = new HashMap<>();

  @Test
  void everyAnnouncedEntryIsPutOnce() {
    OptionalInt missing =
        publisher((id, attempt) -> false)
            .publish(List.of(entry("a", 1), draft("b"), entry("c", 1), entry("a", 2)));
    assertThat(missing).isEmpty();
    assertThat(onBus)
        .containsExactly("acme-eu/order/a/1", "acme-eu/order/c/1", "acme-eu/order/a/2");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aBatchOfDifferentSubjectsIsHandedOverInOneGo() {
    List<LedgerEntry> entries = new ArrayList<>();
    for (int number = 0; number < 30; number++) {
      entries.add(entry("o" + number, 1));
    }
    publisher((id, attempt) -> false).publish(entries);
    assertThat(calls).containsExactly(30);
  }

  @Test
  void aRefusedEntryIsTriedAgainWithoutRepeatingTheOthers() {
    OptionalInt missing =
        publisher((id, attempt) -> id.contains("/b/") && attempt < 3)
            .publish(List.of(entry("a", 1), entry("b", 1), entry("c", 1)));
    assertThat(missing).isEmpty();
    assertThat(onBus)
        .containsExactly("acme-eu/order/a/1", "acme-eu/order/c/1", "acme-eu/order/b/1");
    assertThat(calls).containsExactly(3, 1, 1);
  }

  @Test
  void whatStaysRefusedIsLeftToTheStreamAndHoldsBackItsOwnLaterVersionsOnly() {
    OptionalInt missing =
        publisher((id, attempt) -> id.equals("acme-eu/order/b/1"))
            .publish(List.of(entry("a", 1), entry("b", 1), entry("b", 2), entry("c", 1)));
    assertThat(missing).hasValue(1);
    assertThat(onBus).containsExactly("acme-eu/order/a/1", "acme-eu/order/c/1");
    assertThat(pauses).isSorted().hasSizeLessThan(6);
  }

  @Test
  void versionsOfASubjectNeverOvertakeEachOtherWhateverIsRefused() {
    for (long seed = 1; seed <= 500; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      onBus.clear();
      List<LedgerEntry> entries = new ArrayList<>();
      Map<String, Integer> versions = new HashMap<>();
      for (int number = 0; number < 40; number++) {
        String id = "o" + random.nextInt(6);
        entries.add(entry(id, versions.merge(id, 1, Integer::sum)));
      }
      OptionalInt missing = publisher((id, attempt) -> random.nextInt(3) == 0).publish(entries);
      Map<String, Long> last = new HashMap<>();
      Set<String> once = new HashSet<>(onBus);
      assertThat(once).as("seed %d", seed).hasSameSizeAs(onBus);
      for (String id : onBus) {
        int slash = id.lastIndexOf('/');
        long version = Long.parseLong(id.substring(slash + 1));
        assertThat(version)
            .as("seed %d %s", seed, id)
            .isEqualTo(last.getOrDefault(id.substring(0, slash), 0L) + 1);
        last.put(id.substring(0, slash), version);
      }
      if (missing.isEmpty()) {
        assertThat(onBus).as("seed %d", seed).hasSameSizeAs(entries);
      }
    }
  }

  /// A bus that refuses an event as long as `refuses` says so for its id and attempt (from 1).
  private Publisher publisher(BiPredicate<String, Integer> refuses) {
    attempts.clear();
    EventBus bus =
        entries -> {
          calls.add(entries.size());
          List<Integer> refused = new ArrayList<>();
          for (int index = 0; index < entries.size(); index++) {
            String id = entries.get(index).event().detail().metadata().eventId();
            if (refuses.test(id, attempts.merge(id, 1, Integer::sum))) {
              refused.add(index);
            } else {
              onBus.add(id);
            }
          }
          return refused;
        };
    return new Publisher(bus, pauses::add);
  }

  private static LedgerEntry entry(String id, long version) {
    return entry(id, version, true);
  }

  private static LedgerEntry draft(String id) {
    return entry(id, 1, false);
  }

  private static LedgerEntry entry(String id, long version, boolean announced) {
    Subject subject = new Subject(new StoreId("acme-eu"), Subject.Kind.ORDER, id);
    EventMetadata metadata =
        new EventMetadata(
            subject.eventId(version),
            EventMetadata.SCHEMA_VERSION,
            subject.storeId(),
            new PlatformId("shopify"),
            version,
            Instant.EPOCH,
            Instant.EPOCH,
            Cause.WEBHOOK,
            "receipt",
            1,
            false,
            Optional.empty());
    EventData data =
        new EventData.OrderChange(
            List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    Event event = new Event(EventType.ORDER_CHANGED, new Event.Detail(metadata, data));
    return new LedgerEntry(subject, version, event, announced, Optional.empty());
  }
}
