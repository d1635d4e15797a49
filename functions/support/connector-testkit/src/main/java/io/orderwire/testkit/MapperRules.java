package io.orderwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawReads;
import io.orderwire.json.Json;
import io.orderwire.model.QuantityCheck;
import io.orderwire.model.TotalsState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What a mapper makes of the fixtures: C01, C02, C07, C12, C13.
interface MapperRules extends ContractSubject {
  int HUGE_LINES = 1000;

  /// The cases that every platform shows or says why it cannot.
  List<String> NAMED_CASES =
      List.of(
          "guest",
          "account",
          "missing-billing",
          "missing-email",
          "multi-currency",
          "tax-inclusive",
          "bundle",
          "partial-refund",
          "partial-shipment",
          "cancelled-after-payment",
          "cancelled-after-ship",
          "edited",
          "zero-total",
          "test-order",
          "unknown-status");

  @TestFactory
  default Stream<DynamicTest> c01Golden() {
    Stream<DynamicTest> orders =
        ordersFor(Rule.C01)
            .map(
                fixture ->
                    golden(
                        fixture,
                        Canonical.order(
                            connector(), fixture.payload(), store(), RawReads.UNTRACKED)));
    Stream<DynamicTest> carts =
        cartFixtures().stream()
            .map(
                fixture ->
                    golden(
                        fixture,
                        Canonical.cart(
                            connector(), fixture.payload(), store(), RawReads.UNTRACKED)));
    return Stream.concat(orders, carts);
  }

  private DynamicTest golden(Fixture fixture, JsonNode actual) {
    return DynamicTest.dynamicTest(
        fixture.name(),
        () -> {
          Path file = fixture.folder().resolve("expected.json");
          String text =
              Json.codec().writerWithDefaultPrettyPrinter().writeValueAsString(actual) + "\n";
          if ("update".equals(System.getProperty("golden"))) {
            assertThat(System.getenv("CI"))
                .as("golden files are not updated where CI is set")
                .isNull();
            Files.writeString(file, text);
          }
          assertThat(text)
              .as("%s (rewrite with -Dgolden=update and read the difference)", file)
              .isEqualTo(Files.readString(file));
        });
  }

  @TestFactory
  default Stream<DynamicTest> c02Deterministic() {
    return ordersFor(Rule.C02)
        .map(
            fixture ->
                DynamicTest.dynamicTest(
                    fixture.name(),
                    () ->
                        assertThat(
                                Stream.of("UTC", "Pacific/Kiritimati", "America/St_Johns")
                                    .flatMap(
                                        zone ->
                                            Stream.of("en-US", "tr-TR", "ar-EG")
                                                .map(locale -> mapIn(zone, locale, fixture)))
                                    .distinct())
                            .hasSize(1)));
  }

  private String mapIn(String zone, String locale, Fixture fixture) {
    TimeZone zoneBefore = TimeZone.getDefault();
    Locale localeBefore = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      Locale.setDefault(Locale.forLanguageTag(locale));
      return Json.text(
          Canonical.order(connector(), fixture.payload(), store(), RawReads.UNTRACKED));
    } finally {
      TimeZone.setDefault(zoneBefore);
      Locale.setDefault(localeBefore);
    }
  }

  @TestFactory
  default Stream<DynamicTest> c07TotalsBalanceOrAreExplained() {
    return ordersFor(Rule.C07)
        .filter(fixture -> !fixture.mayBeUnexplained())
        .flatMap(
            fixture ->
                normalized(fixture.payload()).stream()
                    .map(
                        order ->
                            DynamicTest.dynamicTest(
                                fixture.name(),
                                () ->
                                    assertThat(Canonical.totals(order))
                                        .satisfies(
                                            totals ->
                                                assertThat(totals.state())
                                                    .as("%s", totals.variance())
                                                    .isNotEqualTo(TotalsState.UNEXPLAINED)))));
  }

  /// What was ordered, shipped, refunded and is left of each line agrees with the children.
  @TestFactory
  default Stream<DynamicTest> c07QuantitiesAgree() {
    return ordersFor(Rule.C07)
        .flatMap(
            fixture ->
                normalized(fixture.payload()).stream()
                    .map(
                        order ->
                            DynamicTest.dynamicTest(
                                fixture.name(),
                                () ->
                                    assertThat(
                                            QuantityCheck.of(
                                                order.lines(), order.shipments(), order.refunds()))
                                        .isEmpty())));
  }

  @TestFactory
  default Stream<DynamicTest> c12NamedCases() {
    Set<String> shown = new TreeSet<>();
    orderFixtures().forEach(fixture -> shown.addAll(fixture.shows()));
    Stream<DynamicTest> named =
        NAMED_CASES.stream()
            .map(
                name ->
                    DynamicTest.dynamicTest(
                        name,
                        () ->
                            assertThat(shown.contains(name) || absentCases().containsKey(name))
                                .as("no fixture shows %s and absentCases() gives no reason", name)
                                .isTrue()));
    Stream<DynamicTest> huge =
        Stream.of(DynamicTest.dynamicTest("huge", this::hugeOrderArrivesWhole));
    return Stream.concat(named, huge);
  }

  private void hugeOrderArrivesWhole() {
    Fixture fixture =
        orderFixtures().stream()
            .filter(candidate -> candidate.payload().at(linesPointer()).size() > 0)
            .findFirst()
            .orElseThrow();
    JsonNode huge = fixture.payload().deepCopy();
    ArrayNode lines = (ArrayNode) huge.at(linesPointer());
    JsonNode line = lines.get(0);
    while (lines.size() < HUGE_LINES) {
      ObjectNode copy = line.deepCopy();
      copy.set("id", renumbered(line.path("id"), lines.size()));
      lines.add(copy);
    }
    assertThat(normalized(huge).orElseThrow().lines()).hasSize(HUGE_LINES);
  }

  private static JsonNode renumbered(JsonNode id, int number) {
    return id.isNumber()
        ? Json.codec().getNodeFactory().numberNode(9_000_000L + number)
        : TextNode.valueOf(id.asText() + "9" + number);
  }

  @TestFactory
  default Stream<DynamicTest> c13CustomFieldsSurvive() {
    List<String> values =
        List.of(
            "\"plain text\"",
            "12.50",
            "true",
            "{\"a\":[1,{\"b\":null}]}",
            "[\"x\",2]",
            "\"\\u00e4\\/\"");
    return customFieldPlaces().stream()
        .flatMap(
            place ->
                values.stream()
                    .filter(value -> place.anyJson() || value.startsWith("\""))
                    .map(
                        value ->
                            DynamicTest.dynamicTest(
                                place.fixture() + place.arrayPointer() + " " + value,
                                () -> customFieldSurvives(place, value))));
  }

  private void customFieldSurvives(CustomFieldPlace place, String value) throws IOException {
    JsonNode document =
        orderFixtures().stream()
            .filter(fixture -> fixture.name().equals(place.fixture()))
            .findFirst()
            .orElseThrow()
            .payload()
            .deepCopy();
    String planted = place.template().replace("NAME", "planted_field").replace("\"VALUE\"", value);
    ((ArrayNode) document.at(place.arrayPointer()))
        .add(Json.tree(planted.getBytes(StandardCharsets.UTF_8)));
    JsonNode order = Json.toTree(normalized(document).orElseThrow());
    Optional<JsonNode> found =
        order.findParents("value").stream()
            .filter(field -> "planted_field".equals(field.path("name").asText()))
            .map(field -> field.path("value"))
            .findFirst();
    // Written and read again: a value that was taken whole is one raw node in the tree.
    JsonNode expected = Json.tree(value.getBytes(StandardCharsets.UTF_8));
    assertThat(found)
        .as("expected %s", expected)
        .hasValueSatisfying(
            kept ->
                assertThat(
                        Json.read(Json.bytes(kept), JsonNode.class)
                            .equals(MapperRules::byValue, expected))
                    .isTrue());
  }

  /// Trailing zeros of a number do not matter.
  private static int byValue(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }

  /// The mapped order, unless it is ignored or quarantined.
  default Optional<PlatformOrder> normalized(JsonNode document) {
    return connector().orders().map(document, store())
            instanceof Mapping.Normalized<PlatformOrder> normalized
        ? Optional.of(normalized.value())
        : Optional.empty();
  }
}
