package io.orderwire.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.orderwire.model.Cart;
import io.orderwire.model.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static final Path PUBLISHED = Path.of("src/main/resources/io/orderwire/schema");
  private static final int RUNS = 100;

  @Test
  void whatTheCodecWritesFitsTheSchema() throws IOException {
    for (Map.Entry<String, Class<?>> kind :
        Map.<String, Class<?>>of("order.schema.json", Order.class, "cart.schema.json", Cart.class)
            .entrySet()) {
      JsonSchema schema = schema(kind.getKey());
      for (long seed = 1; seed <= RUNS; seed++) {
        Object value =
            new RandomRecords(RandomGeneratorFactory.of("L64X128MixRandom").create(seed))
                .next(kind.getValue());
        Set<ValidationMessage> faults = schema.validate(Json.toTree(value));
        assertThat(faults).as("%s seed %d", kind.getKey(), seed).isEmpty();
      }
    }
  }

  @Test
  void theSchemaRefusesWhatIsNoOrder() throws IOException {
    JsonSchema schema = schema("order.schema.json");
    ObjectNode order =
        (ObjectNode)
            Json.toTree(
                new RandomRecords(RandomGeneratorFactory.of("L64X128MixRandom").create(1L))
                    .next(Order.class));
    ((ObjectNode) order.at("/totals/display/grand_total")).put("amount", 12.5);
    assertThat(schema.validate(order)).isNotEmpty();
    order.remove("totals");
    assertThat(schema.validate(order)).isNotEmpty();
  }

  private static JsonSchema schema(String name) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(PUBLISHED.resolve(name)));
  }
}
