package io.orderwire.system.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.system.storm.PlantedBugs.Bug;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// The storms find what they are there to find: each wrong design is caught within a thousand
/// storms, or, where it takes longer to do harm, within a thousand of the longest.
class PlantedBugsTest {
  private static final long SEEDS = 1000;
  private static final int LEAST = 25;

  /// @param seed the first one that caught it
  private record Caught(Bug bug, long seed, String by) {}

  @Test
  void eachPlantedBugIsCaught() {
    List<Bug> bugs = PlantedBugs.all();
    assertThat(bugs).hasSizeGreaterThanOrEqualTo(LEAST);
    List<Optional<Caught>> caught = bugs.parallelStream().map(PlantedBugsTest::hunt).toList();
    System.out.println("| planted bug | seeds until caught | caught by |");
    System.out.println("|---|---|---|");
    for (int index = 0; index < bugs.size(); index++) {
      System.out.printf(
          "| %s | %s |%n",
          bugs.get(index).name(),
          caught.get(index).map(c -> c.seed() + " | " + c.by()).orElse("never | nothing"));
    }
    assertThat(caught).allSatisfy(each -> assertThat(each).isPresent());
  }

  private static Optional<Caught> hunt(Bug bug) {
    return hunt(bug, Storm::of).or(() -> hunt(bug, Storm::longOne));
  }

  private static Optional<Caught> hunt(Bug bug, BiFunction<Long, Design, Storm> storms) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        storms.apply(seed, bug.design().get()).run();
      } catch (Broken broken) {
        return Optional.of(new Caught(bug, seed, broken.invariant()));
      } catch (RuntimeException defect) {
        return Optional.of(new Caught(bug, seed, "it fails: " + defect.getClass().getSimpleName()));
      }
    }
    return Optional.empty();
  }
}
