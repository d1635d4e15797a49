package io.orderwire.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.Differences.Difference;
import io.orderwire.model.CustomField;
import io.orderwire.model.FieldValue;
import io.orderwire.model.Money;
import io.orderwire.model.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  private static final int RUNS = 200;

  private record Part(String id, Money price, Optional<String> note) {}

  private record Whole(List<Part> parts, List<CustomField> fields, List<String> words, Money sum) {}

  private static final Whole BEFORE =
      new Whole(
          List.of(part("a", "1.00"), part("b", "2.00"), part("c", "3.00")),
          List.of(field("x", "1")),
          List.of("one", "two"),
          Money.of("6.00", "EUR"));

  @Test
  void namesEachValueOfAPartAndKeepsThePartsApart() {
    Whole after =
        new Whole(
            List.of(part("b", "2.50"), part("c", "3.00"), part("d", "4.00")),
            BEFORE.fields(),
            BEFORE.words(),
            Money.of("9.50", "EUR"));
    List<Difference> differences = Differences.between(BEFORE, after);
    assertThat(differences)
        .extracting(Difference::path)
        .containsExactly("/parts/0/price", "/parts/2", "/parts/0", "/sum");
    assertThat(differences.getFirst().by()).contains(Money.of("0.50", "EUR"));
    assertThat(differences.getFirst().before().map(price -> price.at("/amount").asText()))
        .contains("2.00");
    Difference came = differences.get(1);
    assertThat(came.before()).isEmpty();
    assertThat(came.after().map(part -> part.at("/id").asText())).contains("d");
    Difference went = differences.get(2);
    assertThat(went.before().map(part -> part.at("/id").asText())).contains("a");
    assertThat(went.after()).isEmpty();
    assertThat(differences.getLast().by()).contains(Money.of("3.50", "EUR"));
  }

  @Test
  void betweenTwoCurrenciesThereIsNoGain() {
    Whole after =
        new Whole(BEFORE.parts(), BEFORE.fields(), BEFORE.words(), Money.of("6.00", "USD"));
    assertThat(Differences.between(BEFORE, after))
        .singleElement()
        .satisfies(each -> assertThat(each.by()).isEmpty());
  }

  @Test
  void partsThatChangedPlacesAreComparedByPlace() {
    Whole after =
        new Whole(BEFORE.parts().reversed(), BEFORE.fields(), List.of("one", "2"), BEFORE.sum());
    assertThat(Differences.between(BEFORE, after))
        .extracting(Difference::path)
        .containsExactly(
            "/parts/0/id", "/parts/0/price", "/parts/2/id", "/parts/2/price", "/words/1");
  }

  @Test
  void namedFieldsAreComparedByName() {
    Whole after =
        new Whole(
            BEFORE.parts(),
            List.of(field("v", "1"), field("x", "2")),
            BEFORE.words(),
            BEFORE.sum());
    assertThat(Differences.between(BEFORE, after))
        .extracting(Difference::path)
        .containsExactly("/fields/0", "/fields/1/value");
  }

  /// Whatever the orders: something differs exactly in the blocks that the event names, and each
  /// difference is what stands at its path.
  @Test
  void tellsOfEveryChangedBlockAndOfNoOther() {
    for (long seed = 1; seed <= RUNS; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      RandomRecords records = new RandomRecords(random);
      Order before = records.next(Order.class);
      Order other = records.next(Order.class);
      Order after = random.nextBoolean() ? other : before.withSource(other.source());
      List<String> blocks = Changes.between(before, after);
      List<Difference> differences = Differences.between(before, after);
      assertThat(
              blocks.stream()
                  .filter(block -> differences.stream().anyMatch(each -> isIn(each, block))))
          .as("seed %d", seed)
          .isEqualTo(blocks);
      JsonNode earlier = Json.toTree(before);
      JsonNode later = Json.toTree(after);
      for (Difference each : differences) {
        assertThat(blocks).as("seed %d", seed).anyMatch(block -> isIn(each, block));
        each.after().ifPresent(value -> assertThat(value).isEqualTo(later.at(each.path())));
        if (each.after().isEmpty()) {
          assertThat(each.before()).contains(earlier.at(each.path()));
        }
        assertThat(each.before()).as(each.path()).isNotEqualTo(each.after());
      }
    }
  }

  /// As the whole documents tell, compared value by value.
  @Test
  void everyValueThatIsSaidOtherwiseIsFound() {
    for (long seed = 1; seed <= RUNS; seed++) {
      RandomRecords records =
          new RandomRecords(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
      Order before = records.next(Order.class);
      Order after = seed % 2 == 0 ? records.next(Order.class) : before.withVersion(7);
      Map<String, JsonNode> now = JsonPlaces.leaves(Json.toTree(after));
      List<String> expected = new ArrayList<>();
      JsonPlaces.leaves(Json.toTree(before))
          .forEach(
              (path, value) -> {
                if (!value.equals(now.get(path))) {
                  expected.add(path);
                }
              });
      assertThat(Changes.leaves(before, after)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static boolean isIn(Difference difference, String block) {
    return difference.path().equals(block) || difference.path().startsWith(block + "/");
  }

  private static Part part(String id, String price) {
    return new Part(id, Money.of(price, "EUR"), Optional.empty());
  }

  private static CustomField field(String name, String text) {
    return new CustomField(name, new FieldValue.Text(text));
  }
}
