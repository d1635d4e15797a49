package io.orderwire.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwire.json.Json;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.port.WebhookJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The files under `events/` are what Lambda would really hand over: read by Lambda's own
/// serializer they lose nothing, and what Orderwire puts inside them is what it would put there.
class SampleEventsTest {
  private static final Path EVENTS = Deployment.ROOT.resolve("events");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> SIGNATURE_HEADERS =
      List.of("x-shopify-hmac-sha256", "x-wc-webhook-signature");

  /// A sample and the function that it is for.
  record Sample(ServerlessFunction function, Path file) {
    JsonNode tree() throws IOException {
      return JSON.readTree(Files.readAllBytes(file));
    }

    boolean comesFrom(String source) {
      return function.sources().stream().anyMatch(known -> known.type().equals(source));
    }

    Class<?> type() {
      if (comesFrom("SQS")) {
        return SQSEvent.class;
      }
      if (comesFrom("DynamoDB")) {
        return DynamodbEvent.class;
      }
      return comesFrom("ScheduleV2") ? Map.class : APIGatewayV2HTTPEvent.class;
    }

    @Override
    public String toString() {
      return EVENTS.relativize(file).toString();
    }
  }

  static List<Sample> samples() throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (ServerlessFunction function : Deployment.read().functions()) {
      try (Stream<Path> files = Files.list(EVENTS.resolve(function.name()))) {
        files.sorted().map(file -> new Sample(function, file)).forEach(samples::add);
      }
    }
    return samples;
  }

  @Test
  void everyFunctionHasSamplesAndEveryFolderAFunction() throws IOException {
    List<String> folders = new ArrayList<>(List.of("bus"));
    for (ServerlessFunction function : Deployment.read().functions()) {
      folders.add(function.name());
    }
    try (Stream<Path> children = Files.list(EVENTS).filter(Files::isDirectory)) {
      assertThat(children.map(child -> child.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(folders);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void losesNothingInLambdasOwnSerializer(Sample sample) throws IOException {
    JsonNode again = JSON.readTree(throughLambda(sample.type(), sample.file()));
    Set<String> lost = new TreeSet<>(leaves(sample.tree(), "").keySet());
    lost.removeAll(leaves(again, "").keySet());
    assertThat(lost).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void carriesMessagesAsOrderwireWritesThem(Sample sample) throws Exception {
    for (JsonNode message : sample.tree().path("Records")) {
      if (!message.has("body")) {
        continue;
      }
      byte[] body = message.path("body").asText().getBytes(StandardCharsets.UTF_8);
      Class<?> type = message(message.path("eventSourceARN").asText());
      assertThat(Json.tree(Json.bytes(Json.read(body, type)))).isEqualTo(Json.tree(body));
      assertThat(message.path("md5OfBody").asText())
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body)));
    }
  }

  private static Class<?> message(String queueArn) {
    return switch (queueArn.substring(queueArn.lastIndexOf('-') + 1)) {
      case "PollQueue", "BackfillPollQueue" -> PollJob.class;
      case "OutboundEventQueue" -> EventMetadata.class;
      case "WebhookQueue" -> WebhookJob.class;
      default -> IntakeMessage.class;
    };
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isSignedAsItsNameSays(Sample sample) throws Exception {
    JsonNode request = sample.tree();
    for (String header : SIGNATURE_HEADERS) {
      String given = request.path("headers").path(header).asText();
      if (!given.isEmpty()) {
        assertThat(given.equals(signature(body(request))))
            .isEqualTo(!sample.toString().contains("wrong-signature"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void namesARouteOfTheApi(Sample sample) throws IOException {
    JsonNode request = sample.tree();
    if (!sample.type().equals(APIGatewayV2HTTPEvent.class)) {
      return;
    }
    Set<String> routes =
        Deployment.read().main().resources("AWS::ApiGatewayV2::Route").stream()
            .map(route -> route.properties().path("RouteKey").asText())
            .collect(Collectors.toSet());
    assertThat(routes).contains(request.path("routeKey").asText());
    assertThat(request.path("requestContext").path("http").path("path"))
        .isEqualTo(request.path("rawPath"));
    assertThat(request.path("headers").path("content-length").asText())
        .isEqualTo(String.valueOf(body(request).length));
  }

  private static byte[] body(JsonNode request) {
    String body = request.path("body").asText();
    return request.path("isBase64Encoded").asBoolean()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  private static String signature(byte[] body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            "orderwire-sample-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(body));
  }

  private static <T> byte[] throughLambda(Class<T> type, Path file) throws IOException {
    PojoSerializer<T> serializer =
        LambdaEventSerializers.serializerFor(type, SampleEventsTest.class.getClassLoader());
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    serializer.toJson(serializer.fromJson(Files.newInputStream(file)), written);
    return written.toByteArray();
  }

  /// The values of a tree by their path, nulls left out.
  private static Map<String, JsonNode> leaves(JsonNode node, String path) {
    Map<String, JsonNode> leaves = new TreeMap<>();
    if (node.isValueNode()) {
      if (!node.isNull()) {
        leaves.put(path, node);
      }
      return leaves;
    }
    node.properties()
        .forEach(field -> leaves.putAll(leaves(field.getValue(), path + "/" + field.getKey())));
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      leaves.putAll(leaves(node.path(i), path + "/" + i));
    }
    return leaves;
  }
}
