package io.orderwire.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.local.SampleCode;
import io.orderwire.local.endpoint.Children;
import io.orderwire.local.endpoint.DataFolder;
import io.orderwire.local.endpoint.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
  private static final String TRACE =
      "Root=1-6b044e07-7be81b6eebb8bc500e8fea80;Parent=93a4abf8586f2c43;Sampled=0";

  @TempDir Path folder;
  private final List<String> console = Collections.synchronizedList(new ArrayList<>());

  private FunctionSpec spec(String handler) throws Exception {
    return new FunctionSpec(
        "Web",
        "orderwire-Web",
        "arn:aws:lambda:r:1:function:orderwire-Web",
        handler,
        SampleCode.zip(folder),
        256,
        Duration.ofSeconds(5),
        Map.of("JOURNAL", folder.resolve("journal").toString(), "GREETING", "hi"),
        1);
  }

  /// What a test does with the one function.
  interface Use {
    void with(FunctionPool web) throws Exception;
  }

  private void withFunction(String handler, boolean inProcess, Use use) throws Exception {
    try (DataFolder data = DataFolder.open(folder.resolve("data"))) {
      FunctionFolders folders =
          new FunctionFolders(folder.resolve("code"), data.folder("run"), data.folder("logs"));
      List<FunctionSpec> specs = List.of(spec(handler));
      try (Functions functions =
          Functions.of(
              specs, folders, Children.of(data, folder.resolve("code")), inProcess, console::add)) {
        functions.warm();
        use.with(functions.pool("Web"));
      }
    }
  }

  private static byte[] request(String query) {
    return """
        {"version":"2.0","routeKey":"ANY /x","rawPath":"/x","headers":{"x-amzn-trace-id":"t"},
         "queryStringParameters":{"do":"%s"},"requestContext":{"http":{"method":"GET"}},"isBase64Encoded":false}
        """
        .formatted(query)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode answer(InvocationResult result) throws Exception {
    assertThat(result).isInstanceOf(InvocationResult.Answered.class);
    return result instanceof InvocationResult.Answered(byte[] payload)
        ? Json.parse(payload)
        : Json.object();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void runsARealHandlerBothWays(boolean inProcess) throws Exception {
    withFunction(
        "io.orderwire.local.samples.WebSample",
        inProcess,
        web -> {
          JsonNode answer = answer(web.invoke(request(""), TRACE));
          assertThat(answer.path("statusCode").asInt()).isEqualTo(201);
          assertThat(answer.path("headers").path("x-sample").asText()).isEqualTo("yes");
          assertThat(answer.path("body").asText()).startsWith("ANY /x|/x|").endsWith("|true|hi");
          assertThat(web.invoke(request("throw"), TRACE))
              .isEqualTo(
                  new InvocationResult.Failed(
                      "java.lang.IllegalStateException", "as asked\nsecond line"));
          assertThat(console)
              .containsExactly(
                  "Web failed: java.lang.IllegalStateException: as asked (logs/Web.log)");
          assertThat(answer(web.invoke(request(""), TRACE)).path("statusCode").asInt())
              .isEqualTo(201);
        });
  }

  @Test
  void replacesAProcessThatHangsOrEnds() throws Exception {
    withFunction(
        "io.orderwire.local.samples.WebSample",
        false,
        web -> {
          assertThat(web.invoke(request("hang"), TRACE))
              .isEqualTo(
                  new InvocationResult.Failed(
                      "Sandbox.Timedout", "it did not answer within its timeout of 5 s"));
          assertThat(answer(web.invoke(request(""), TRACE)).path("statusCode").asInt())
              .isEqualTo(201);
          assertThat(web.invoke(request("exit"), TRACE))
              .isEqualTo(
                  new InvocationResult.Failed(
                      "Runtime.ExitError", "its process ended with code 3"));
          assertThat(answer(web.invoke(request(""), TRACE)).path("statusCode").asInt())
              .isEqualTo(201);
        });
  }

  @Test
  void saysWhenAHandlerIsMissing() throws Exception {
    withFunction(
        "io.orderwire.local.samples.NoSuchSample",
        false,
        web -> {
          assertThat(web.invoke(request(""), TRACE)).isInstanceOf(InvocationResult.Failed.class);
          assertThat(console.getFirst()).startsWith("Web ").contains("NoSuchSample");
        });
  }

  @Test
  void endsTheProcessesOfARunThatWasKilled() throws Exception {
    Path register = Files.createDirectories(folder.resolve("data/children"));
    Process leftover = new ProcessBuilder("sleep", "300").start();
    Files.writeString(
        register.resolve(Long.toString(leftover.pid())),
        leftover.toHandle().info().startInstant().orElseThrow().toString());
    Process stranger = new ProcessBuilder("sleep", "300").start();
    Files.writeString(register.resolve(Long.toString(stranger.pid())), "2020-01-01T00:00:00Z");
    try (DataFolder data = DataFolder.open(folder.resolve("data"))) {
      Children.of(data, folder.resolve("code"));
      assertThat(leftover.waitFor()).isNotZero();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      leftover.destroyForcibly();
      stranger.destroyForcibly();
    }
  }
}
