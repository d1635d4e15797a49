package io.orderwire.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.system.architecture.ProjectClasses;
import io.orderwire.system.template.Reach.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each role allows exactly what its function can do: the calls of AWS that its handler can reach
/// in the bytecode, and what Lambda itself does in its name to read its source, write its logs and
/// trace it. An action too few would fail in production, one too many is a privilege for nobody.
class GrantsTest {
  private static final Map<String, Set<Call>> REACHED = new ConcurrentHashMap<>();

  private static final Grant END_AN_ENDPOINT = new Grant("dynamodb:DeleteItem", "StoresTable");

  /// What the bytecode seems to need and a function never does, so that it is not allowed either.
  private static final Map<String, Set<Grant>> NEVER_DONE =
      Map.of(
          // Only a store whose endpoint token changes gives up an endpoint, and parking keeps it.
          "Normalizer",
          Set.of(END_AN_ENDPOINT),
          // The same; and a store's health, all that the worker records, always fits an item.
          "PollWorker",
          Set.of(
              END_AN_ENDPOINT,
              new Grant("s3:GetObject", "RawBucket/documents/*"),
              new Grant("s3:PutObject", "RawBucket/documents/*"),
              new Grant("s3:ListBucket", "RawBucket")),
          // All that it records is health, too.
          "StoreApi",
          Set.of(new Grant("s3:PutObject", "RawBucket/documents/*")));

  static List<ServerlessFunction> functions() {
    return Deployment.read().functions();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void areExactlyWhatTheCodeCalls(ServerlessFunction function) {
    Set<Grant> needed = AwsCalls.needs(reached(function));
    needed.addAll(neededByLambda(function));
    Set<Grant> neverDone = NEVER_DONE.getOrDefault(function.id(), Set.of());
    assertThat(needed).as("what is said to be never done").containsAll(neverDone);
    needed.removeAll(neverDone);
    assertThat(new TreeSet<>(Grant.of(Deployment.read(), function)))
        .containsExactlyInAnyOrderElementsOf(needed);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void knowEveryCall(ServerlessFunction function) {
    assertThat(AwsCalls.unknown(reached(function))).isEmpty();
  }

  static Set<Call> reached(ServerlessFunction function) {
    return REACHED.computeIfAbsent(
        function.handler(), handler -> Reach.from(ProjectClasses.all(), handler));
  }

  private static Set<Grant> neededByLambda(ServerlessFunction function) {
    Set<Grant> needed = new TreeSet<>();
    needed.add(new Grant("logs:CreateLogStream", function.id() + "Logs"));
    needed.add(new Grant("logs:PutLogEvents", function.id() + "Logs"));
    needed.add(new Grant("xray:PutTraceSegments", "*"));
    needed.add(new Grant("xray:PutTelemetryRecords", "*"));
    for (ServerlessFunction.Source source : function.sources()) {
      switch (source.type()) {
        case "SQS" -> {
          String queue = source.properties().path("Queue").path("Fn::GetAtt").path(0).asText();
          needed.add(new Grant("sqs:ReceiveMessage", queue));
          needed.add(new Grant("sqs:DeleteMessage", queue));
          needed.add(new Grant("sqs:GetQueueAttributes", queue));
        }
        case "DynamoDB" -> {
          needed.add(new Grant("dynamodb:DescribeStream", "OrdersStream"));
          needed.add(new Grant("dynamodb:GetRecords", "OrdersStream"));
          needed.add(new Grant("dynamodb:GetShardIterator", "OrdersStream"));
          needed.add(new Grant("dynamodb:ListStreams", "OrdersTable/stream/*"));
          needed.add(new Grant("sqs:SendMessage", "DispatchDeadLetters"));
        }
        default -> {}
      }
    }
    return needed;
  }
}
