package io.orderwire.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceFilterTest {

  @Test
  void whateverTheOrderTheNewestIsAppliedLastAndNothingTwice() {
    for (long seed = 1; seed <= 500; seed++) {
      List<EventMetadata> arriving = new ArrayList<>();
      for (long sequence = 1; sequence <= 6; sequence++) {
        arriving.add(metadata("acme-eu/order/1001", sequence));
        arriving.add(metadata("acme-eu/order/1001", sequence));
        arriving.add(metadata("acme-eu/order/1/001", sequence));
      }
      Collections.shuffle(arriving, new Random(seed));
      Map<String, Long> highest = new HashMap<>();
      SequenceFilter filter =
          new SequenceFilter(
              (subject, sequence) -> {
                boolean raised = sequence > highest.getOrDefault(subject, 0L);
                if (raised) {
                  highest.put(subject, sequence);
                }
                return raised;
              });
      Map<String, List<Long>> applied = new HashMap<>();
      for (EventMetadata metadata : arriving) {
        if (filter.admits(metadata)) {
          applied
              .computeIfAbsent(
                  SequenceFilter.subject(metadata.eventId()), subject -> new ArrayList<>())
              .add(metadata.sequence());
        }
      }
      assertThat(applied).as("seed %d", seed).hasSize(2);
      assertThat(applied.values())
          .as("seed %d", seed)
          .allSatisfy(
              sequences -> {
                assertThat(sequences).isSorted().doesNotHaveDuplicates();
                assertThat(sequences.getLast()).isEqualTo(6);
              });
    }
  }

  /// A replay fills in what was missed and repeats nothing that was applied.
  @Test
  void aReplayIsAppliedAsFarAsItIsNews() {
    Map<String, Long> highest = new HashMap<>();
    SequenceFilter filter =
        new SequenceFilter(
            (subject, sequence) -> {
              boolean raised = sequence > highest.getOrDefault(subject, 0L);
              if (raised) {
                highest.put(subject, sequence);
              }
              return raised;
            });
    EventMetadata first = metadata("acme-eu/order/1001", 1);
    EventMetadata missed = metadata("acme-eu/order/1001", 2);
    assertThat(filter.admits(first)).isTrue();
    assertThat(filter.admits(first.replayed())).isFalse();
    assertThat(filter.admits(missed.replayed())).isTrue();
    assertThat(filter.admits(missed)).isFalse();
    assertThat(missed.replayed().eventId()).isEqualTo(missed.eventId());
    assertThat(missed.replayed().replay()).isTrue();
  }

  private static EventMetadata metadata(String subject, long sequence) {
    return new EventMetadata(
        subject + "/" + sequence,
        EventMetadata.SCHEMA_VERSION,
        new StoreId("acme-eu"),
        new PlatformId("shopify"),
        sequence,
        Instant.EPOCH,
        Instant.EPOCH,
        Cause.WEBHOOK,
        "r",
        1,
        false,
        Optional.empty());
  }
}
