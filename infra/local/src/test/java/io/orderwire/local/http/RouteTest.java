package io.orderwire.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
  @Test
  void matchesVariablesAndGreedyOnes() {
    Route hooks = Route.parse("ANY /webhooks/{token}", "F", false);
    assertThat(hooks.match("POST", List.of("webhooks", "abc"))).contains(Map.of("token", "abc"));
    assertThat(hooks.match("POST", List.of("webhooks"))).isEmpty();
    assertThat(hooks.match("POST", List.of("webhooks", "abc", "d"))).isEmpty();
    Route proxy = Route.parse("ANY /v1/{proxy+}", "F", true);
    assertThat(proxy.match("GET", List.of("v1", "stores", "a")))
        .contains(Map.of("proxy", "stores/a"));
    assertThat(proxy.match("GET", List.of("v1"))).isEmpty();
    Route root = Route.parse("GET /", "F", true);
    assertThat(root.match("GET", Route.segmentsOf("/"))).contains(Map.of());
    assertThat(root.match("POST", Route.segmentsOf("/"))).isEmpty();
    assertThat(Route.parse("$default", "F", false).match("PUT", List.of("any", "thing")))
        .isPresent();
  }

  @Test
  void triesTheMoreSpecificFirst() {
    List<String> keys =
        List.of("GET /a/b", "ANY /a/b", "GET /a/{x}", "GET /a/{x+}", "GET /{x+}", "$default");
    assertThat(
            keys.reversed().stream()
                .map(key -> Route.parse(key, "F", false))
                .sorted(java.util.Comparator.comparing(Route::precedence))
                .map(Route::key))
        .containsExactlyElementsOf(keys);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, true",
    "application/json; charset=utf-8, true",
    "application/vnd.api+json, true",
    "text/plain, true",
    "application/xml, true",
    "'', true",
    "application/x-www-form-urlencoded, false",
    "application/octet-stream, false",
    "image/png, false"
  })
  void handsOverTextAsTextAndTheRestInBase64(String contentType, boolean text) {
    byte[] body = "grüße".getBytes(StandardCharsets.UTF_8);
    assertThat(Base64Rule.asText(body, contentType).isPresent()).isEqualTo(text);
  }

  @Test
  void keepsTheBytesOfTextThatIsNotUtf8() {
    byte[] latin = "grüße".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Base64Rule.asText(latin, "application/json")).isEmpty();
  }
}
