package io.orderwire.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.local.endpoint.Account;
import io.orderwire.local.endpoint.EventLog;
import io.orderwire.local.endpoint.Json;
import io.orderwire.local.endpoint.StartFailure;
import io.orderwire.local.provision.AwsClients;
import io.orderwire.local.provision.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/// The whole runner on the tiny template: real endpoints, real processes, AWS's own clients.
class RunnerTest {
  private static final Path REPOSITORY = repository();

  @TempDir Path folder;
  private final List<String> console = Collections.synchronizedList(new ArrayList<>());
  private final HttpClient http = HttpClient.newHttpClient();

  private static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("infra/local")) ? here : here.resolve("../..").normalize();
  }

  private Settings settings() throws Exception {
    Settings usual = Settings.inMemory(REPOSITORY, 0);
    return usual
        .withTemplate(REPOSITORY.resolve("infra/local/src/test/resources/templates/tiny.yaml"))
        .withData(folder.resolve("data"))
        .withParameters(
            Map.of(
                "Journal", folder.resolve("journal").toString(),
                "Code", SampleCode.zip(folder).toString()));
  }

  private static AwsClients clients(Runner runner) {
    Map<String, URI> endpoints = new HashMap<>();
    runner
        .variables()
        .forEach(
            (name, value) -> {
              if (name.startsWith("AWS_ENDPOINT_URL_")) {
                endpoints.put(name.substring("AWS_ENDPOINT_URL_".length()), URI.create(value));
              }
            });
    return AwsClients.of(new Endpoints(endpoints), Account.LOCAL.region());
  }

  private List<String> journal() {
    try {
      Path file = folder.resolve("journal");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void awaitJournal(String what, Predicate<List<String>> condition)
      throws InterruptedException {
    var _ = Waiting.until(what, this::journal, condition);
  }

  private HttpResponse<String> get(Runner runner, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(runner.api().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static void put(AwsClients clients, String key, String kind) {
    clients
        .tables()
        .putItem(
            request ->
                request
                    .tableName("orderwire-Storage-Table")
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS(key), "kind", AttributeValue.fromS(kind))));
  }

  private static List<String> bodies(AwsClients clients, String queue) {
    String url = clients.queues().getQueueUrl(request -> request.queueName(queue)).queueUrl();
    return clients
        .queues()
        .receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
        .messages()
        .stream()
        .map(Message::body)
        .toList();
  }

  @Test
  void runsEverySourceOfATemplateAndGoesOnAfterARestart() throws Exception {
    Map<String, String> outputs;
    try (Runner runner = Runner.start(settings(), console::add);
        AwsClients clients = clients(runner)) {
      outputs = runner.outputs();
      assertThat(outputs).containsEntry("Label", "eu").doesNotContainKey("Never");
      assertThat(console).containsExactly("not emulated: AWS::SNS::Topic");
      routesRequests(runner);
      feedsFromTheQueue(clients, runner);
      feedsFromTheStream(clients);
      carriesEvents(clients, runner);
      awaitJournal(
          "schedule", lines -> lines.stream().anyMatch(line -> line.startsWith("clock {at=20")));
    }
    List<String> before = journal();
    try (Runner runner = Runner.start(settings(), console::add);
        AwsClients clients = clients(runner)) {
      assertThat(runner.outputs().get("WorkUrl")).isEqualTo(outputs.get("WorkUrl"));
      put(clients, "after", "wanted");
      awaitJournal("stream after the restart", lines -> lines.contains("item after"));
      // The checkpoint held: what was delivered before does not come again.
      assertThat(journal().subList(before.size(), journal().size()))
          .filteredOn(line -> line.startsWith("item "))
          .containsExactly("item after");
      assertThat(Json.parse(get(runner, "/local/events?after=1").body()).size()).isEqualTo(1);
    }
  }

  private void routesRequests(Runner runner) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(runner.api().resolve("/hooks/a%20b?x=1"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"n\":1.50}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().allValues("set-cookie")).containsExactlyInAnyOrder("a=1", "b=2");
    assertThat(answer.body())
        .startsWith("ANY /hooks/{token}|/hooks/a b|{token=a b}|false|{\"n\":1.50}|POST|Root=1-");
    assertThat(answer.body()).endsWith("hello ${literal} from orderwire-Storage-Table");
    assertThat(get(runner, "/v1/stores/x").body()).contains("{proxy=stores/x}");
    assertThat(get(runner, "/nowhere").statusCode()).isEqualTo(404);
    assertThat(get(runner, "/seldom").statusCode()).isEqualTo(201);
    assertThat(get(runner, "/seldom").statusCode()).isEqualTo(201);
    assertThat(get(runner, "/seldom").statusCode()).isEqualTo(429);
    assertThat(get(runner, "/hooks/a?do=throw").statusCode()).isEqualTo(500);
    HttpResponse<String> foreign =
        http.send(
            HttpRequest.newBuilder(runner.api().resolve("/v1/stores"))
                .header("Origin", "https://evil.example")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(foreign.statusCode()).isEqualTo(403);
  }

  private void feedsFromTheQueue(AwsClients clients, Runner runner) throws Exception {
    String url = runner.outputs().getOrDefault("WorkUrl", "");
    for (String body : List.of("one", "poison", "two")) {
      clients.queues().sendMessage(request -> request.queueUrl(url).messageBody(body));
    }
    awaitJournal(
        "messages", lines -> lines.containsAll(List.of("message one", "message two", "poison 2")));
    var dead =
        Waiting.until(
            "dead letter", () -> bodies(clients, "orderwire-Dead"), list -> !list.isEmpty());
    assertThat(dead).containsExactly("poison");
    assertThat(journal()).containsOnlyOnce("message one").containsOnlyOnce("message two");
  }

  private void feedsFromTheStream(AwsClients clients) throws Exception {
    for (String key : List.of("a", "b", "bad", "c")) {
      put(clients, key, "wanted");
    }
    put(clients, "ignored", "other");
    put(clients, "d", "wanted");
    awaitJournal("items", lines -> lines.contains("item d"));
    assertThat(journal())
        .filteredOn(line -> line.startsWith("item "))
        .containsExactly("item a", "item b", "item c", "item d");
    var notices =
        Waiting.until(
            "notice", () -> bodies(clients, "orderwire-GivenUp"), list -> !list.isEmpty());
    JsonNode notice = Json.parse(notices.getFirst());
    assertThat(notice.path("requestContext").path("condition").asText())
        .isEqualTo("RetryAttemptsExhausted");
    assertThat(notice.path("DDBStreamBatchInfo").path("batchSize").asInt()).isEqualTo(1);
  }

  private void carriesEvents(AwsClients clients, Runner runner) throws Exception {
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .source("tiny")
            .detailType("t")
            .eventBusName("orderwire-tiny")
            .build();
    clients
        .buses()
        .putEvents(
            request ->
                request.entries(
                    entry.toBuilder().detail("{\"amount\":12.50,\"name\":\"x\"}").build(),
                    entry.toBuilder().detail("{\"amount\":3}").build()));
    awaitJournal(
        "event by rule and queue", lines -> lines.contains("message \"from bus x 12.50\""));
    JsonNode events = Json.parse(get(runner, "/local/events").body());
    assertThat(events.size()).isEqualTo(2);
    assertThat(events.path(0).path("sequence").asInt()).isEqualTo(1);
    assertThat(events.path(0).path("detail").toString())
        .isEqualTo("{\"amount\":12.50,\"name\":\"x\"}");
    assertThat(get(runner, "/local/health").body()).contains("\"status\":\"up\"");
  }

  @Test
  void saysInOneLineWhyItDoesNotStart() throws Exception {
    Settings settings = settings();
    assertThatThrownBy(
            () -> Runner.start(settings.withParameters(Map.of("Nope", "1")), console::add))
        .hasMessageStartingWith("tiny.yaml: there is no parameter Nope");
    try (java.net.ServerSocket busy =
        new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      Settings same =
          Arguments.parse(
              REPOSITORY,
              List.of("--port", Integer.toString(busy.getLocalPort()), "--data", ":memory:"));
      assertThatThrownBy(() -> Runner.start(same, console::add))
          .hasMessage(
              "port "
                  + busy.getLocalPort()
                  + " for the HTTP API is in use: stop what listens there or choose another");
    }
    assertThatThrownBy(() -> Arguments.parse(REPOSITORY, List.of("--prot", "1")))
        .hasMessageContaining("unknown option --prot");
    assertThatThrownBy(() -> Arguments.parse(REPOSITORY, List.of("--account-stores", "2")))
        .hasMessage("--account-stores is for the simulated shops: add --shops");
    assertThatThrownBy(() -> Arguments.parse(REPOSITORY, List.of("--account-stores", "0")))
        .hasMessage("--account-stores 0 is not a number from 1 to 99");
    assertThatThrownBy(() -> Arguments.parse(REPOSITORY, List.of("--set", "x")))
        .hasMessageContaining("NAME=VALUE");
    assertThatThrownBy(() -> Arguments.parse(REPOSITORY, List.of("--stack", "my stack")))
        .hasMessageStartingWith("--stack my stack is no name of a stack");
  }

  @Test
  void endpointsOfAnotherAccountAreNamedBeforeAnythingIsMissed() throws Exception {
    Settings other = settings().withStack("second");
    try (Runner runner = Runner.start(other, console::add);
        EventLog log = EventLog.open(folder.resolve("tapped.jsonl"));
        EventTap tap =
            new EventTap(
                clients(runner), new Account("123456789012", Account.LOCAL.region()), log)) {
      assertThatThrownBy(() -> tap.open("second-bus"))
          .isInstanceOf(StartFailure.class)
          .hasMessage(
              "the endpoints are of account 000000000000, not of 123456789012:"
                  + " set AWS_ACCOUNT_ID=000000000000");
      assertThat(clients(runner).tables().listTables().tableNames())
          .isNotEmpty()
          .allMatch(name -> name.startsWith("second-"));
    }
  }
}
