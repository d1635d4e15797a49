package io.orderwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.engine.PayloadShape.Widened;
import io.orderwire.json.Json;
import io.orderwire.message.EventData.Place;
import io.orderwire.message.EventData.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class PayloadShapeTest {
  private static final int RUNS = 300;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PayloadShape known = PayloadShape.NONE;

  private Widened learn(String payload) {
    return learn(payload, Map.of());
  }

  private Widened learn(String payload, Map<String, String> rules) {
    Widened widened = known.widened(Json.read(payload, JsonNode.class), rules);
    known = widened.shape();
    return widened;
  }

  private boolean fits(String payload) {
    return known.fits(Json.read(payload, JsonNode.class));
  }

  @Test
  void thePlacesOfTheFirstPayloadAreNew() {
    Widened first =
        learn("{\"id\": 1, \"lines\": [{\"sku\": \"a\"}, {\"sku\": \"b\", \"note\": null}]}");
    assertThat(first.added())
        .containsExactly(
            new Place("", ValueType.OBJECT, false),
            new Place("/id", ValueType.NUMBER, true),
            new Place("/lines", ValueType.ARRAY, true),
            new Place("/lines/*", ValueType.OBJECT, false),
            new Place("/lines/*/note", ValueType.NOTHING, false),
            new Place("/lines/*/sku", ValueType.STRING, true));
    assertThat(first.removed()).isEmpty();
  }

  @Test
  void payloadsThatLeaveOutWhatMayBeLeftOutHaveOneShape() {
    learn(
        "{\"id\": 1, \"lines\": [{\"sku\": \"a\", \"note\": \"x\"}, {\"sku\": \"b\"}], \"coupon\": null}");
    assertThat(fits("{\"id\": 2, \"lines\": [{\"sku\": \"c\"}], \"coupon\": null}")).isTrue();
    assertThat(fits("{\"id\": 2, \"lines\": [], \"coupon\": null}")).isTrue();
    assertThat(fits("{\"id\": 2, \"lines\": {}, \"coupon\": []}")).as("PHP's empty map").isTrue();
    assertThat(fits("{\"id\": null, \"lines\": [{\"sku\": null}], \"coupon\": null}")).isTrue();
  }

  @Test
  void whatIsNewOrGoneIsTold() {
    learn("{\"id\": 1, \"total\": \"9.00\", \"lines\": [{\"sku\": \"a\"}]}");
    Widened widened =
        learn("{\"id\": 1, \"total\": 9, \"tip\": \"1.00\", \"lines\": [{\"ean\": \"b\"}]}");
    assertThat(widened.added())
        .containsExactly(
            new Place("/lines/*/ean", ValueType.STRING, false),
            new Place("/tip", ValueType.STRING, false),
            new Place("/total", ValueType.NUMBER, true));
    assertThat(widened.removed()).containsExactly("/lines/*/sku");
    assertThat(fits("{\"id\": 1, \"total\": \"9.00\", \"lines\": [{}]}")).isTrue();
    assertThat(fits("{\"total\": \"9.00\", \"lines\": [{}]}")).as("the id is gone").isFalse();
  }

  @Test
  void namesThatAreNoNamesOfASchemaAreOnePlace() {
    learn("{\"id\": 1, \"rates\": {\"8123456\": {\"tax\": 1}, \"jo@example.org\": {\"tax\": 2}}}");
    assertThat(known.places())
        .extracting(Place::path)
        .containsExactly("", "/id", "/rates", "/rates/*", "/rates/*/tax");
    assertThat(fits("{\"id\": 1, \"rates\": {\"Größe\": {\"tax\": 1}}}")).isTrue();
    assertThat(
            fits(
                "{\"id\": 1, \"rates\": {\"9f8b7c6d-1a2b-3c4d-9e8f-7a6b5c4d3e2f\": {\"tax\": 1}}}"))
        .isTrue();
    assertThat(fits("{\"id\": 1, \"rates\": {\"7\": {\"fee\": 1}}}")).isFalse();
  }

  @Test
  void membersThatAllComeAndGoAreAMap() {
    int widened = 0;
    for (int key = 10; key < 50; key++) {
      String payload = "{\"id\": 1, \"notes\": {\"%s\": \"x\"}}".formatted("key" + key);
      if (!fits(payload)) {
        learn(payload);
        widened++;
      }
    }
    assertThat(widened).isLessThanOrEqualTo(18);
    assertThat(known.places()).extracting(Place::path).contains("/notes/*").hasSize(4);
    assertThat(fits("{\"id\": 1, \"notes\": {\"engraving\": \"x\"}}")).isTrue();
    assertThat(fits("{\"id\": 1, \"notes\": {\"engraving\": {\"line\": 1}}}")).isFalse();
  }

  @Test
  void whatIsTakenWholeIsNotLookedInto() {
    Map<String, String> rules = Map.of("/meta/0/value", "whole", "/card", "dropped:card_data");
    learn("{\"id\": 1, \"meta\": [{\"value\": {\"a\": 1}}], \"card\": {\"brand\": \"x\"}}", rules);
    assertThat(known.places())
        .contains(
            new Place("/meta/*/value", ValueType.ANY, true),
            new Place("/card", ValueType.ANY, true));
    assertThat(fits("{\"id\": 1, \"meta\": [{\"value\": [\"b\"]}], \"card\": \"y\"}")).isTrue();
  }

  @Test
  void onlyTheSameKnowledgeHasTheSameName() {
    learn("{\"id\": 1}");
    String before = known.name();
    learn("{\"id\": 2}");
    assertThat(known.name()).isEqualTo(before);
    learn("{}");
    assertThat(known.name()).as("an empty object says nothing").isEqualTo(before);
    learn("{\"total\": 1}");
    assertThat(known.name()).isNotEqualTo(before);
  }

  /// Whatever comes: a payload fits once it was learned, what was learned before still fits, and
  /// what was written down gives the same knowledge again.
  @Test
  void knowledgeGrowsAndCanBeReadBack() {
    for (long seed = 1; seed <= RUNS; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      PayloadShape shape = PayloadShape.NONE;
      PayloadShape readBack = PayloadShape.NONE;
      List<JsonNode> learned = new ArrayList<>();
      for (int payload = 0; payload < 8; payload++) {
        JsonNode next = object(random, 3);
        Widened widened = shape.widened(next, Map.of());
        assertThat(widened.added().isEmpty() && widened.removed().isEmpty())
            .as("seed %d: it fits if and only if it brings nothing", seed)
            .isEqualTo(shape.fits(next));
        shape = widened.shape();
        readBack = readBack.after(widened.added(), widened.removed());
        learned.add(next);
        assertThat(readBack.places()).as("seed %d", seed).isEqualTo(shape.places());
        assertThat(learned).as("seed %d", seed).allMatch(shape::fits);
        assertThat(learned).as("seed %d", seed).allMatch(readBack::fits);
      }
    }
  }

  private static JsonNode value(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 4)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.textNode("t");
      case 2 -> NODES.numberNode(random.nextInt(9));
      case 3 -> NODES.booleanNode(true);
      case 4 -> {
        ArrayNode array = NODES.arrayNode();
        for (int size = random.nextInt(3); size > 0; size--) {
          array.add(value(random, depth - 1));
        }
        yield array;
      }
      default -> object(random, depth - 1);
    };
  }

  private static ObjectNode object(RandomGenerator random, int depth) {
    ObjectNode object = NODES.objectNode();
    int names = random.nextInt(8) == 0 ? 30 : 5;
    for (int size = random.nextInt(names); size > 0; size--) {
      String name = random.nextInt(6) == 0 ? "" + random.nextInt(99) : "m" + random.nextInt(names);
      object.set(name, value(random, depth));
    }
    return object;
  }
}
