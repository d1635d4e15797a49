package io.orderwire.connectors.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.json.Json;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A webhook body and a GraphQL node of the same order say the same, wherever both say it.
final class DialectParityTest {
  private static final Path FIXTURES = Path.of("src/test/resources/shopify");
  private static final String PAIR = "-graphql";
  private static final StoreContext STORE =
      new StoreContext(
          new StoreId("acme-eu"),
          new PlatformId("shopify"),
          URI.create("https://acme-eu.myshopify.com"),
          StoreMapping.standard(),
          Map.of());

  @TestFactory
  Stream<DynamicTest> bothDialectsOfAnOrderAgree() throws IOException {
    try (Stream<Path> folders = Files.list(FIXTURES)) {
      List<Path> pairs =
          folders.filter(folder -> folder.toString().endsWith(PAIR)).sorted().toList();
      assertThat(pairs).hasSizeGreaterThan(10);
      return pairs.stream()
          .map(
              graph -> DynamicTest.dynamicTest(graph.getFileName().toString(), () -> agree(graph)));
    }
  }

  private static void agree(Path graphFolder) throws IOException {
    String name = graphFolder.getFileName().toString();
    Path restFolder = FIXTURES.resolve(name.substring(0, name.length() - PAIR.length()));
    Mapping.Normalized<PlatformOrder> rest = map(restFolder);
    Mapping.Normalized<PlatformOrder> graph = map(graphFolder);
    Set<Mapping.Block> unstated = new TreeSet<>(rest.unstated());
    unstated.addAll(graph.unstated());
    assertThat(stated(rest.value(), unstated)).isEqualTo(stated(graph.value(), unstated));
  }

  private static Mapping.Normalized<PlatformOrder> map(Path folder) throws IOException {
    JsonNode document = Json.tree(Files.readAllBytes(folder.resolve("payload.json")));
    return switch (new ShopifyMapper().map(document, STORE)) {
      case Mapping.Normalized<PlatformOrder> normalized -> normalized;
      case Mapping.Ignored<PlatformOrder> ignored -> throw new AssertionError(ignored);
      case Mapping.Quarantined<PlatformOrder> quarantined -> throw new AssertionError(quarantined);
    };
  }

  private static String stated(PlatformOrder order, Set<Mapping.Block> unstated)
      throws IOException {
    ObjectNode json = (ObjectNode) Json.toTree(order);
    for (Mapping.Block block : unstated) {
      switch (block) {
        case PAYMENTS -> {
          json.remove("payments");
          // when money came in stands in the transactions
          json.path("evidence").forEach(each -> ((ObjectNode) each).remove("at"));
        }
        case SHIPMENTS -> json.remove("shipments");
        case REFUNDS -> json.remove("refunds");
        case RETURNS -> {
          json.remove("returns");
          json.withObject("/readings").remove("returns");
        }
        case CUSTOM_FIELDS -> json.remove("custom_fields");
        case CHANNEL -> json.withObject("/identity").remove("channel");
        case STATUS_URL -> json.withObject("/identity").remove("status_url");
        case ADMIN_URL -> json.withObject("/identity").remove("admin_url");
        case CART_REF -> json.withObject("/identity").remove("cart_id");
        case FULFILMENT_DETAIL -> {
          // the pairs show no goods on hold
        }
      }
    }
    return Json.codec().writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }
}
