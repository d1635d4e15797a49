package io.orderwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.OrderMapper;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.json.Json;
import io.orderwire.json.JsonPlaces;
import io.orderwire.model.CancellationState;
import io.orderwire.model.Finding;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.OrderStatus;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Reading;
import io.orderwire.model.StatusDerivation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What a mapper makes of broken and hostile documents: C03, C04, C05, C06, C09.
interface RobustnessRules extends ContractSubject {
  String LONG_AMOUNT = "12345678901234567.89";
  String UNHEARD_OF = "zz-unheard-of";

  @TestFactory
  default Stream<DynamicTest> c03NeverThrows() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    List<Optional<JsonNode>> mutations =
        List.of(
            Optional.empty(),
            Optional.of(NullNode.getInstance()),
            Optional.of(TextNode.valueOf("")),
            Optional.of(TextNode.valueOf("\u0000 not what you expect #")),
            Optional.of(json.numberNode(-1e300)),
            Optional.of(BooleanNode.TRUE),
            Optional.of(json.arrayNode()),
            Optional.of(json.arrayNode().add(json.arrayNode().add("x"))),
            Optional.of(json.objectNode().put("x", 1)));
    StoreContext store = store();
    OrderMapper mapper = connector().orders();
    Stream<DynamicTest> mutated =
        ordersFor(Rule.C03)
            .map(
                fixture ->
                    DynamicTest.dynamicTest(
                        fixture.name(),
                        () ->
                            JsonPlaces.all(fixture.payload()).parallelStream()
                                .forEach(
                                    place ->
                                        mutations.forEach(
                                            mutation ->
                                                survives(
                                                    new Broken(fixture, place, mutation),
                                                    document -> mapper.map(document, store))))));
    Stream<DynamicTest> roots =
        mutations.stream()
            .flatMap(Optional::stream)
            .map(
                root ->
                    DynamicTest.dynamicTest(
                        "root " + root, () -> connector().orders().map(root, store())));
    return Stream.concat(mutated, roots);
  }

  /// A fixture of which something else stands at one place, or nothing.
  record Broken(Fixture fixture, String place, Optional<JsonNode> mutation) {
    JsonNode document() {
      return JsonPlaces.with(fixture.payload(), place, mutation);
    }

    @Override
    public String toString() {
      return fixture.name() + place + " = " + mutation.map(JsonNode::toString).orElse("(dropped)");
    }
  }

  private static void survives(Broken broken, Function<JsonNode, Mapping<PlatformOrder>> mapper) {
    try {
      switch (mapper.apply(broken.document())) {
        case Mapping.Normalized<PlatformOrder> normalized -> {
          Canonical.totals(normalized.value());
          Json.bytes(normalized.value());
        }
        case Mapping.Ignored<PlatformOrder> ignored -> {}
        case Mapping.Quarantined<PlatformOrder> quarantined -> {}
      }
    } catch (RuntimeException thrown) {
      throw new AssertionError(broken.toString(), thrown);
    }
  }

  /// `statuses.txt` is the platform's published list, copied from its documentation: lines such as
  /// `payment: paid`.
  @Test
  default void c04EveryPublishedStatusHasAReading() throws IOException {
    if (optOuts().containsKey(Rule.C04)) {
      return;
    }
    Path file = fixtures().resolve("statuses.txt");
    Map<String, Set<String>> words =
        Map.of(
            "payment", connector().statuses().payment().words().keySet(),
            "fulfilment", connector().statuses().fulfilment().words().keySet(),
            "cancellation", connector().statuses().cancellation().words().keySet());
    List<String> missing =
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.split(":", 2))
            .filter(
                parts ->
                    !words
                        .getOrDefault(parts[0].strip(), Set.of())
                        .contains(parts[1].strip().toLowerCase(Locale.ROOT)))
            .map(parts -> parts[0] + ":" + parts[1])
            .toList();
    assertThat(missing).as("published words without a reading").isEmpty();
    assertThat(words.values().stream().mapToInt(Set::size).sum()).isPositive();
  }

  @Test
  default void c05UnknownStatusIsNeverActionable() {
    if (optOuts().containsKey(Rule.C05)) {
      return;
    }
    Set<String> unrecognized = new TreeSet<>();
    for (Fixture fixture : orderFixtures()) {
      JsonPlaces.leaves(fixture.payload())
          .forEach(
              (place, leaf) -> {
                JsonNode document =
                    JsonPlaces.with(
                        fixture.payload(), place, Optional.of(TextNode.valueOf(UNHEARD_OF)));
                if (connector().orders().map(document, store())
                    instanceof Mapping.Normalized<PlatformOrder> normalized) {
                  PlatformOrder.Readings readings = normalized.value().readings();
                  check(readings, "payment", readings.payment(), unrecognized);
                  check(readings, "fulfilment", readings.fulfilment(), unrecognized);
                  check(readings, "cancellation", readings.cancellation(), unrecognized);
                }
              });
    }
    assertThat(unrecognized)
        .as("an unheard-of word must show as unrecognized somewhere")
        .isNotEmpty();
  }

  private static void check(
      PlatformOrder.Readings readings, String name, Reading<?> reading, Set<String> unrecognized) {
    if (reading.isRecognized()) {
      return;
    }
    unrecognized.add(name);
    OrderStatus status =
        mostGenerous(readings.payment(), readings.fulfilment(), readings.cancellation());
    assertThat(status).as("unrecognized %s", name).isNotEqualTo(OrderStatus.READY_FOR_FULFILLMENT);
  }

  private static OrderStatus mostGenerous(
      Reading<PaymentState> payment,
      Reading<FulfilmentState> fulfilment,
      Reading<CancellationState> cancellation) {
    return StatusDerivation.derive(
        new StatusDerivation.Facts(
            payment, fulfilment, cancellation, true, true, true, false, false));
  }

  @Test
  default void c06MoneyIsExact() {
    if (optOuts().containsKey(Rule.C06)) {
      return;
    }
    List<String> exact = new ArrayList<>();
    for (Fixture fixture : orderFixtures()) {
      JsonPlaces.leaves(fixture.payload())
          .forEach(
              (place, leaf) -> {
                if (leaf.isValueNode() && leaf.asText().matches("-?\\d+\\.\\d{2,}")) {
                  JsonNode amount =
                      leaf.isNumber()
                          ? DecimalNode.valueOf(new BigDecimal(LONG_AMOUNT))
                          : TextNode.valueOf(LONG_AMOUNT);
                  JsonNode document =
                      JsonPlaces.with(fixture.payload(), place, Optional.of(amount));
                  String order =
                      Json.text(
                          Canonical.order(connector(), document, store(), RawReads.UNTRACKED)
                              .path("value"));
                  assertThat(order)
                      .as("%s%s went through binary floating point", fixture.name(), place)
                      .doesNotContainPattern("12345678901234568(\\.0+)?\"")
                      .doesNotContain("1.2345678901234568E16");
                  if (order.contains(LONG_AMOUNT)) {
                    exact.add(place);
                  }
                }
              });
    }
    assertThat(exact).as("amounts that arrive digit by digit").isNotEmpty();
  }

  @TestFactory
  default Stream<DynamicTest> c09FindingsLeakNothingPersonal() {
    return ordersFor(Rule.C09)
        .map(
            fixture ->
                DynamicTest.dynamicTest(
                    fixture.name(),
                    () -> {
                      Set<String> personal = personal(fixture);
                      for (String place : JsonPlaces.all(fixture.payload())) {
                        JsonNode document =
                            JsonPlaces.with(
                                fixture.payload(),
                                place,
                                Optional.of(JsonNodeFactory.instance.objectNode().put("x", 1)));
                        for (Finding finding : findings(document)) {
                          String text = finding.message() + " " + finding.raw().orElse("");
                          assertThat(personal).as("%s", finding).noneMatch(text::contains);
                        }
                      }
                    }));
  }

  private List<Finding> findings(JsonNode document) {
    return switch (connector().orders().map(document, store())) {
      case Mapping.Normalized<PlatformOrder> normalized -> normalized.findings();
      case Mapping.Ignored<PlatformOrder> ignored -> List.of();
      case Mapping.Quarantined<PlatformOrder>(Finding finding) -> List.of(finding);
    };
  }

  /// The buyer's own words in a fixture, long enough to be telling.
  private Set<String> personal(Fixture fixture) {
    if (!(connector().orders().map(fixture.payload(), store())
        instanceof Mapping.Normalized<PlatformOrder> normalized)) {
      return Set.of();
    }
    PlatformOrder order = normalized.value();
    List<Object> blocks = List.of(order.buyer(), order.addresses());
    return blocks.stream()
        .flatMap(block -> JsonPlaces.leaves(Json.toTree(block)).values().stream())
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(text -> text.length() > 5)
        .collect(Collectors.toSet());
  }
}
