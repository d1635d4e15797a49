package io.orderwire.model;

import static io.orderwire.model.Revision.Order.NEWER;
import static io.orderwire.model.Revision.Order.OLDER;
import static io.orderwire.model.Revision.Order.SAME;
import static io.orderwire.model.Revision.Order.UNDECIDABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevisionTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void everyPairIsDecidedOneWay() {
    List<Revision> all = all();
    for (Revision candidate : all) {
      for (Revision recorded : all) {
        for (Read read : Read.values()) {
          Revision.Order order = candidate.comparedTo(recorded, read);
          assertThat(order)
              .as("%s against %s by %s", candidate, recorded, read)
              .isEqualTo(expected(candidate, recorded, read));
          if (order == NEWER && read != Read.FETCHED) {
            assertThat(recorded.comparedTo(candidate, read)).isEqualTo(OLDER);
          }
        }
      }
    }
  }

  @Test
  void newerIsTransitiveForWebhooks() {
    List<Revision> all = all();
    for (Revision a : all) {
      for (Revision b : all) {
        for (Revision c : all) {
          boolean chain = newer(a, b) && newer(b, c);
          boolean sequencesMixed =
              a.sequence().isPresent() != b.sequence().isPresent()
                  || b.sequence().isPresent() != c.sequence().isPresent();
          if (chain && !sequencesMixed && !a.contentHash().equals(c.contentHash())) {
            assertThat(newer(a, c)).as("%s %s %s", a, b, c).isTrue();
          }
        }
      }
    }
  }

  private static boolean newer(Revision a, Revision b) {
    return a.comparedTo(b, Read.WEBHOOK) == NEWER;
  }

  private static Revision.Order expected(Revision candidate, Revision recorded, Read read) {
    if (candidate.contentHash().equals(recorded.contentHash())) {
      return SAME;
    }
    long bySequence =
        candidate.sequence().isPresent() && recorded.sequence().isPresent()
            ? candidate.sequence().get() - recorded.sequence().get()
            : 0;
    long byTime = candidate.updatedAt().getEpochSecond() - recorded.updatedAt().getEpochSecond();
    long decisive = bySequence != 0 ? bySequence : byTime;
    if (decisive == 0) {
      return read == Read.FETCHED ? NEWER : UNDECIDABLE;
    }
    return decisive > 0 ? NEWER : OLDER;
  }

  private static List<Revision> all() {
    List<Revision> all = new ArrayList<>();
    for (int second = 0; second < 3; second++) {
      for (Optional<Long> sequence :
          List.of(Optional.<Long>empty(), Optional.of(1L), Optional.of(2L))) {
        for (String hash : List.of("a", "b", "c")) {
          all.add(new Revision(NOON.plusSeconds(second), sequence, hash));
        }
      }
    }
    return all;
  }
}
