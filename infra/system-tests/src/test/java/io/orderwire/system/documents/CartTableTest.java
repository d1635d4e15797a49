package io.orderwire.system.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.Capability;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Descriptor;
import io.orderwire.connectors.Connectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The README's table of carts is made from the connectors' descriptors; `-Dgolden=update` writes
/// it.
class CartTableTest {
  private static final GeneratedPart PART =
      new GeneratedPart(
          Path.of("../../README.md"),
          "<!-- carts: generated from the connectors' descriptors -->\n",
          "<!-- /carts -->");

  @Test
  void theTableIsThatOfTheDescriptors() throws IOException {
    String made = table();
    assertThat(PART.told(made)).isEqualTo(made);
  }

  private static String table() {
    return """
    | cart | API | webhooks | orders read | carts | what updated-at misses |
    |---|---|---|---|---|---|
    """
        + Connectors.all().stream().map(CartTableTest::row).collect(Collectors.joining());
  }

  private static String row(Connector connector) {
    Descriptor facts = connector.descriptor();
    return "| %s | %s | %s | %d a page, %s overlap | %s | %s |\n"
        .formatted(
            facts.name(),
            facts.apiVersion(),
            webhooks(facts),
            facts.listing().pageSize(),
            minutes(facts),
            facts.capabilities().contains(Capability.CARTS) ? "yes" : "no",
            facts.blindSpots().stream()
                .map(Descriptor.BlindSpot::change)
                .collect(Collectors.joining("; ")));
  }

  private static String webhooks(Descriptor facts) {
    return facts.webhooks().areSent()
        ? "%d topics, %s, %s"
            .formatted(
                facts.webhooks().topics().size(),
                facts.webhooks().depth().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                facts.capabilities().contains(Capability.SIGNED_WEBHOOKS) ? "signed" : "unsigned")
        : "none: polled";
  }

  private static String minutes(Descriptor facts) {
    long seconds = facts.listing().overlap().toSeconds();
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
