package io.orderwire.connectors.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every query is valid by Shopify's official schema and within its cost limit, and Shopify's own
/// library agrees with the webhook vectors. Skipped where Node 20, npm or a registry is missing.
final class ShopifyQueriesTest {
  private static final int NO_REGISTRY = 75;

  @Test
  void noQueryMayCostMoreThanShopifyAnswers() {
    assertThat(EmittedQueries.all())
        .allSatisfy((name, call) -> assertThat(call.cost()).as(name).isBetween(1, 999));
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void shopifysOwnSchemaAndLibraryAgree() throws IOException, InterruptedException {
    Path check = Path.of("../../../infra/checks/shopify/run").toAbsolutePath().normalize();
    assumeTrue(
        Files.isExecutable(check) && found("node") && found("npm") && found("bash"),
        "skipped: node, npm and bash are needed to check against Shopify's schema");
    Path queries = Path.of("target", "shopify-queries");
    EmittedQueries.write(queries);
    Path log = Path.of("target", "shopify-check.log");
    Process process =
        new ProcessBuilder(
                check.toString(),
                queries.toString(),
                Path.of("src", "test", "resources", "shopify", "webhook").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int status = process.waitFor();
    String said = Files.readString(log, StandardCharsets.UTF_8);
    assumeTrue(status != NO_REGISTRY, "skipped: " + said);
    assertThat(status).as(said).isZero();
    assertThat(said).contains(", 0 faults");
  }

  private static boolean found(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
