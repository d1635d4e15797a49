package io.orderwire.local.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.local.Waiting;
import io.orderwire.local.provision.AwsClients;
import io.orderwire.local.provision.Endpoints;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Target;

class EventBusEndpointTest {
  private static final String QUEUE = "arn:aws:sqs:eu-central-2:000000000000:q";

  @TempDir Path folder;
  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean targetIsDown;

  /// What a test does with a client of the endpoint.
  interface Use {
    void with(EventBridgeClient buses, EventBusEndpoint endpoint) throws Exception;
  }

  private void withBus(Use use) throws Exception {
    try (EventBusEndpoint endpoint =
            EventBusEndpoint.start(folder, 0, Account.LOCAL, this::receive, received::add);
        AwsClients clients =
            AwsClients.of(
                new Endpoints(Map.of("EVENTBRIDGE", endpoint.endpoint())),
                Account.LOCAL.region())) {
      use.with(clients.buses(), endpoint);
    }
  }

  private void receive(JsonNode target, String payload) {
    if (targetIsDown) {
      throw new IllegalStateException("down");
    }
    received.add(target.path("Id").asText() + " " + payload);
  }

  private static PutEventsRequestEntry entry(String source, String detail) {
    return PutEventsRequestEntry.builder()
        .eventBusName("orders")
        .source(source)
        .detailType("OrderCommitted")
        .detail(detail)
        .build();
  }

  private static void ruleFor(EventBridgeClient buses, String pattern, Target target) {
    buses.createEventBus(request -> request.name("orders"));
    buses.putRule(request -> request.name("r").eventBusName("orders").eventPattern(pattern));
    buses.putTargets(request -> request.rule("r").eventBusName("orders").targets(target));
  }

  private static Target plain() {
    return Target.builder().id("t").arn(QUEUE).build();
  }

  @Test
  void answersEachEntryAndDeliversWhatMatches() throws Exception {
    withBus(
        (buses, endpoint) -> {
          ruleFor(
              buses,
              "{\"source\":[\"orderwire\"],\"detail\":{\"total\":[{\"numeric\":[\">\",10]}]}}",
              plain());
          PutEventsResponse answer =
              buses.putEvents(
                  request ->
                      request.entries(
                          entry("orderwire", "{\"total\":10.50}"),
                          entry("orderwire", "{\"total\":3}"),
                          entry("orderwire", "{"),
                          entry("other", "{\"total\":99}"),
                          PutEventsRequestEntry.builder().source("x").detail("{}").build(),
                          entry("orderwire", "{}").toBuilder().eventBusName("nowhere").build(),
                          entry("aws.s3", "{}")));
          assertThat(answer.failedEntryCount()).isEqualTo(4);
          assertThat(answer.entries().stream().map(result -> String.valueOf(result.errorCode())))
              .containsExactly(
                  "null",
                  "null",
                  "MalformedDetail",
                  "null",
                  "InvalidArgument",
                  "InvalidArgument",
                  "NotAuthorizedForSource");
          List<String> one =
              Waiting.until("delivery", () -> List.copyOf(received), list -> !list.isEmpty());
          assertThat(one).hasSize(1);
          // Not a digit of an amount may change on the way.
          assertThat(one.getFirst()).startsWith("t {").contains("\"detail\":{\"total\":10.50}");
          assertThat(endpoint.log().newest()).isEqualTo(3);
        });
  }

  @Test
  void holdsTheLimitsOfPutEvents() throws Exception {
    withBus(
        (buses, _) -> {
          buses.createEventBus(request -> request.name("orders"));
          List<PutEventsRequestEntry> eleven = Collections.nCopies(11, entry("orderwire", "{}"));
          assertThatThrownBy(() -> buses.putEvents(request -> request.entries(eleven)))
              .isInstanceOf(EventBridgeException.class)
              .hasMessageContaining("between 1 and 10");
          String large = "{\"a\":\"" + "x".repeat(1 << 19) + "\"}";
          assertThatThrownBy(
                  () ->
                      buses.putEvents(
                          request -> request.entries(entry("o", large), entry("o", large))))
              .hasMessageContaining("over the limit");
        });
  }

  @Test
  void transformsInput() throws Exception {
    InputTransformer transformer =
        InputTransformer.builder()
            .inputPathsMap(
                Map.of("id", "$.detail.id", "lines", "$.detail.lines[0]", "type", "$.detail-type"))
            .inputTemplate("{\"id\": <id>, \"text\": \"<type> <id>\", \"first\": <lines>}")
            .build();
    withBus(
        (buses, _) -> {
          ruleFor(
              buses,
              "{\"source\":[\"orderwire\"]}",
              plain().toBuilder().inputTransformer(transformer).build());
          buses.putEvents(
              request ->
                  request.entries(entry("orderwire", "{\"id\":\"a\\\"b\",\"lines\":[{\"n\":1}]}")));
          assertThat(
                  Waiting.until("delivery", () -> List.copyOf(received), list -> !list.isEmpty()))
              .containsExactly(
                  "t {\"id\": \"a\\\"b\", \"text\": \"OrderCommitted a\\\"b\", \"first\": {\"n\":1}}");
        });
  }

  @Test
  void deliversAfterARestartWhatWasAcceptedBefore() throws Exception {
    targetIsDown = true;
    withBus(
        (buses, _) -> {
          ruleFor(buses, "{\"source\":[\"orderwire\"]}", plain());
          buses.putEvents(request -> request.entries(entry("orderwire", "{\"n\":1}")));
        });
    targetIsDown = false;
    withBus(
        (buses, endpoint) -> {
          assertThat(endpoint.log().newest()).isEqualTo(1);
          assertThat(
                  Waiting.until("delivery", () -> List.copyOf(received), list -> !list.isEmpty()))
              .singleElement()
              .satisfies(text -> assertThat(text).contains("\"n\":1"));
          assertThat(buses.listRules(request -> request.eventBusName("orders")).rules()).hasSize(1);
          assertThat(
                  buses
                      .listTargetsByRule(request -> request.eventBusName("orders").rule("r"))
                      .targets())
              .singleElement()
              .satisfies(target -> assertThat(target.arn()).isEqualTo(QUEUE));
        });
  }

  @Test
  void replaysFromAnArchive() throws Exception {
    withBus(
        (buses, _) -> {
          ruleFor(buses, "{\"source\":[\"orderwire\"]}", plain());
          String bus = buses.describeEventBus(request -> request.name("orders")).arn();
          String archive =
              buses
                  .createArchive(
                      request ->
                          request
                              .archiveName("all")
                              .eventSourceArn(bus)
                              .eventPattern("{\"detail\":{\"keep\":[true]}}"))
                  .archiveArn();
          buses.putEvents(
              request ->
                  request.entries(
                      entry("orderwire", "{\"keep\":true}"),
                      entry("orderwire", "{\"keep\":false}")));
          Waiting.until("delivery", received::size, size -> size == 2);
          buses.startReplay(
              request ->
                  request
                      .replayName("again")
                      .eventSourceArn(archive)
                      .eventStartTime(Instant.now().minusSeconds(60))
                      .eventEndTime(Instant.now().plusSeconds(60))
                      .destination(to -> to.arn(bus)));
          Waiting.until("replay", received::size, size -> size == 3);
          assertThat(received.getLast())
              .contains("\"keep\":true")
              .contains("\"replay-name\":\"again\"");
        });
  }

  @Test
  void refusesWhatEventBridgeRefuses() throws Exception {
    withBus(
        (buses, _) -> {
          assertThatThrownBy(() -> buses.describeEventBus(request -> request.name("none")))
              .isInstanceOf(ResourceNotFoundException.class);
          assertThatThrownBy(
                  () ->
                      buses.putRule(
                          request -> request.name("r").eventPattern("{\"source\":\"not a list\"}")))
              .isInstanceOf(InvalidEventPatternException.class);
          assertThatThrownBy(() -> buses.putRule(request -> request.name("r")))
              .hasMessageContaining("EventPattern");
        });
  }
}
