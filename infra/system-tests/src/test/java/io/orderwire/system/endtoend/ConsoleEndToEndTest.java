package io.orderwire.system.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.aws.AwsWiring;
import io.orderwire.aws.EnvironmentSettings;
import io.orderwire.capsule.Main;
import io.orderwire.connector.Descriptor.CredentialField;
import io.orderwire.connectors.Connectors;
import io.orderwire.json.Json;
import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import io.orderwire.shops.Platform;
import io.orderwire.shops.ServedShop;
import io.orderwire.shops.ShopServer;
import io.orderwire.testkit.ports.Samples;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The console in a browser: `infra/checks/console` says what it does there. Skipped where Node,
/// npm or Chromium is missing.
@ExtendWith(SharedSuite.class)
class ConsoleEndToEndTest {
  private static final int MISSING = 75;
  private static final int MANY = 10_000;
  private static final Pattern EXPORT = Pattern.compile("export (\\S+)='([^']*)'");
  private static final Path CHECK = Path.of("../checks/console/run").toAbsolutePath().normalize();

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void peopleCanUseIt(RunningSuite suite) throws IOException, InterruptedException {
    assumeTrue(
        found("node") && found("npm") && found("bash"),
        "skipped: node, npm and bash are needed to use the console in a browser");
    try (ShopServer server = ShopServer.start(ShopServer.Options.of(Platform.SHOPIFY))) {
      ObjectNode config = config(suite, server.shop());
      config.put("redrives", loseAPoll(suite));
      if (!RunningSuite.isElsewhere()) {
        config.putObject("many").put("store", "many-orders").put("count", manyOrders(suite));
      }
      Path file = Path.of("target", "console-check.json");
      Files.write(file, Json.bytes(config));
      Path log = Path.of("target", "console-check.log");
      Process process =
          new ProcessBuilder(CHECK.toString(), file.toString(), "target/console")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      int status = process.waitFor();
      String said = Files.readString(log, StandardCharsets.UTF_8);
      assumeTrue(status != MISSING, "skipped: " + said);
      assertThat(status).as(said).isZero();
      madeAnew(Path.of("target", "console", "capsule.json"));
      said.lines().filter(line -> line.startsWith("measured")).forEach(System.out::println);
    }
  }

  /// The capsule that was downloaded, as whoever it is handed to makes it anew.
  private static void madeAnew(Path capsule) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int status = Main.run(new String[] {capsule.toString()}, out, out);
    assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("content is whole", "same bytes");
  }

  private static ObjectNode config(RunningSuite suite, ServedShop shop) {
    ObjectNode config = Json.codec().createObjectNode().put("address", suite.address().toString());
    Platform platform = shop.platform();
    ObjectNode described =
        config
            .putObject("shop")
            .put("platform", platform.id())
            .put("url", shop.url())
            .put("base_url", shop.address());
    described.set("credentials", Json.toTree(platform.cart().credentials(shop.settings())));
    described.set("app", Json.toTree(platform.cart().app(shop.settings())));
    ArrayNode secrets = described.putArray("secrets");
    Connectors.all().stream()
        .map(connector -> connector.descriptor())
        .filter(descriptor -> descriptor.id().value().equals(platform.id()))
        .forEach(
            descriptor -> {
              described.put("name", descriptor.name());
              descriptor.credentials().stream()
                  .filter(CredentialField::secret)
                  .forEach(field -> secrets.add(field.key()));
            });
    return config;
  }

  /// A store with so many orders, put straight into its ledger and told to nobody.
  private static int manyOrders(RunningSuite suite) {
    SuiteClient client = new SuiteClient(suite.address());
    client.post(
        "/v1/stores",
        """
        {"store_id": "many-orders", "platform": "woocommerce", "base_url": "https://many.example",
         "credentials": {"webhook_secret": "of-many-orders"}}
        """);
    Ledger ledger = ledger(variables(client));
    IntStream.range(0, MANY).parallel().forEach(number -> ledger.append(entry(number)));
    return MANY;
  }

  private static LedgerEntry entry(int number) {
    LedgerEntry sample =
        Samples.order(
            new StoreId("many-orders"),
            Integer.toString(number + 1),
            1,
            Samples.NOON.plusSeconds(number),
            "");
    return new LedgerEntry(sample.subject(), 1, sample.event(), false, Optional.empty());
  }

  /// Puts a message where those end that could not be worked off.
  ///
  /// @return whether it can be moved back: not every emulator knows how
  private static boolean loseAPoll(RunningSuite suite) {
    Map<String, String> variables = variables(new SuiteClient(suite.address()));
    try (SqsClient queues =
        SqsClient.builder()
            .endpointOverride(
                URI.create(
                    variables.getOrDefault(
                        "AWS_ENDPOINT_URL_SQS", variables.getOrDefault("AWS_ENDPOINT_URL", ""))))
            .region(Region.of(variables.getOrDefault("AWS_REGION", "")))
            .build()) {
      String url =
          queues
              .getQueueUrl(request -> request.queueName(suite.stack() + "-PollDeadLetters"))
              .queueUrl();
      queues.sendMessage(request -> request.queueUrl(url).messageBody("no poll"));
      return !RunningSuite.isElsewhere() || movesMessages(queues, url);
    }
  }

  private static boolean movesMessages(SqsClient queues, String url) {
    String arn =
        queues
            .getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    try {
      queues.listMessageMoveTasks(request -> request.sourceArn(arn));
      return true;
    } catch (SdkException unknown) {
      return false;
    }
  }

  /// What the suite tells the AWS SDKs of itself.
  private static Map<String, String> variables(SuiteClient client) {
    Map<String, String> variables = new TreeMap<>();
    Matcher exports = EXPORT.matcher(client.get("/local/env").body().asText());
    while (exports.find()) {
      variables.put(exports.group(1), exports.group(2));
    }
    return variables;
  }

  private static Ledger ledger(Map<String, String> variables) {
    try (DynamoDbClient tables =
        DynamoDbClient.builder()
            .endpointOverride(URI.create(variables.getOrDefault("AWS_ENDPOINT_URL_DYNAMODB", "")))
            .region(Region.of(variables.getOrDefault("AWS_REGION", "")))
            .build()) {
      tables.listTables().tableNames().stream()
          .filter(name -> name.contains("Orders"))
          .forEach(name -> variables.put("ORDERS_TABLE", name));
    }
    variables.put("RAW_BUCKET", "none-of-these-is-large");
    return AwsWiring.of(EnvironmentSettings.of(variables), InstantSource.system()).ledger();
  }

  private static boolean found(String program) {
    List<String> path =
        Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
    return path.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
