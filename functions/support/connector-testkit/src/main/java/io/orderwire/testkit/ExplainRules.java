package io.orderwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Mapping;
import io.orderwire.engine.Explainer;
import io.orderwire.json.Json;
import io.orderwire.json.JsonPlaces;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Nothing is lost and everything has an origin: C14, C15.
interface ExplainRules extends ContractSubject {

  @TestFactory
  default Stream<DynamicTest> c14NoRawLeafIsLost() {
    return ordersFor(Rule.C14)
        .flatMap(
            fixture ->
                explainer().unread(fixture.payload()).stream()
                    .map(
                        unread ->
                            DynamicTest.dynamicTest(
                                fixture.name(), () -> assertThat(unread).isEmpty())));
  }

  @TestFactory
  default Stream<DynamicTest> c15EveryCanonicalLeafIsExplained() {
    return ordersFor(Rule.C15)
        .flatMap(
            fixture ->
                explain(fixture).stream()
                    .map(
                        explanation ->
                            DynamicTest.dynamicTest(
                                fixture.name(),
                                () -> assertThat(unexplained(fixture, explanation)).isEmpty())));
  }

  private Optional<Explainer.Explanation> explain(Fixture fixture) {
    return explainer().explain(fixture.payload());
  }

  private Explainer explainer() {
    return new Explainer(connector().orders(), store());
  }

  private List<String> unexplained(Fixture fixture, Explainer.Explanation explanation) {
    JsonNode order =
        Json.toTree(
            ((Mapping.Normalized<?>) connector().orders().map(fixture.payload(), store())).value());
    Map<String, JsonNode> leaves = JsonPlaces.leaves(order);
    return explanation.origins().entrySet().stream()
        .filter(origin -> origin.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .filter(leaf -> !saysNothing(leaves.getOrDefault(leaf, order)))
        .filter(leaf -> !isSilent(leaf, order))
        .filter(leaf -> constants().keySet().stream().noneMatch(leaf::matches))
        .sorted()
        .toList();
  }

  /// False and zero are what a value is when the platform has no such fact.
  private static boolean saysNothing(JsonNode leaf) {
    if (leaf.isBoolean()) {
      return !leaf.booleanValue();
    }
    try {
      return new BigDecimal(leaf.asText()).signum() == 0;
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }

  /// A reading that the platform expresses by silence has no raw word; a word that nobody knows
  /// stays unrecognized when it is changed.
  private static boolean isSilent(String leaf, JsonNode order) {
    return leaf.endsWith("/state")
        && (order.at(leaf).asText().equals("unrecognized")
            || order.at(leaf.substring(0, leaf.lastIndexOf('/'))).path("raw").isMissingNode());
  }
}
