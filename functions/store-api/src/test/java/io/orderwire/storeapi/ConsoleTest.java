package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import io.orderwire.storeapi.Api.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the console is served as: a page, its files, and nothing else.
class ConsoleTest {
  private static final Path FOLDER =
      Path.of("src", "main", "resources", "io", "orderwire", "storeapi", "console");
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/console/files/[^\"]+)\"");
  private static final Pattern IMPORT = Pattern.compile("from \"\\./([^\"]+)\"");

  private final Api api = new Api();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/console/stores",
        "/console/stores/acme-eu",
        "/console/stores/acme-eu/mappings",
        "/console/connect",
        "/console/connect/shopify",
        "/console/orders",
        "/console/orders/acme-eu/1001",
        "/console/orders/acme-eu/1001/versions/2",
        "/console/operations",
        "/console/operations/backfills",
        "/console/operations/replays",
        "/console/operations/dead-letters",
        "/console/developers",
        "/console/signed-in"
      })
  void servesThePageUnderEachOfItsAddresses(String path) {
    Answer answer = api.get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("content-type", "text/html; charset=utf-8")
        .containsEntry("cache-control", "no-cache")
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("referrer-policy", "no-referrer")
        .containsKey("etag");
    assertThat(answer.text())
        .startsWith("<!doctype html>")
        .doesNotContain("{assets}", "{preloads}");
  }

  @Test
  void allowsThePageNothingButItsOwn() {
    String policy = header(api.get("/"), "content-security-policy");
    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'")
        .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'")
        .contains("connect-src 'self';")
        .doesNotContain("unsafe", "http:", "https:", "*");
  }

  @Test
  void allowsItToAskTheIssuerWherePeopleSignIn() {
    ConsoleSignIn signIn =
        new ConsoleSignIn(
            Optional.of(URI.create("https://login.example.com/eu/")),
            Optional.of("orders"),
            Optional.of("console"),
            Optional.of("openid"),
            Optional.of(URI.create("https://tokens.example.com")));
    assertThat(Console.of(signIn).contentSecurityPolicy())
        .contains("connect-src 'self' https://login.example.com https://tokens.example.com;");
    ConsoleSignIn without =
        new ConsoleSignIn(
            signIn.issuer(),
            signIn.audience(),
            Optional.empty(),
            signIn.scope(),
            signIn.tokenOrigin());
    assertThat(Console.of(without).contentSecurityPolicy()).contains("connect-src 'self';");
  }

  @Test
  void saysHowToSignIn() {
    Answer answer = api.get("/console/config.json");
    assertThat(answer.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("cache-control", "no-store");
    assertThat(answer.json().has("issuer")).isFalse();
  }

  @Test
  void keepsForGoodWhatThePageLoads() {
    List<String> links = links(api.get("/").text());
    assertThat(links).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    for (String link : links) {
      Answer answer = api.get(link);
      assertThat(answer.status()).as(link).isEqualTo(200);
      assertThat(answer.headers())
          .containsEntry("cache-control", "public, max-age=31536000, immutable")
          .containsEntry("x-content-type-options", "nosniff")
          .containsEntry("content-type", type(link));
    }
  }

  private static String type(String link) {
    return switch (link.substring(link.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      default -> "image/svg+xml";
    };
  }

  @Test
  void sendsNothingTwiceToWhoHoldsIt() {
    for (String path : List.of("/", links(api.get("/").text()).getFirst())) {
      String etag = header(api.get(path), "etag");
      Answer again = asked(path, etag);
      assertThat(again.status()).as(path).isEqualTo(304);
      assertThat(again.text()).isEmpty();
      assertThat(again.headers()).containsEntry("etag", etag);
      assertThat(asked(path, "\"other\"").status()).isEqualTo(200);
    }
  }

  /// While a stack is updated a page of the version before asks the new one.
  @Test
  void servesFilesToAPageOfAnotherVersionForThisOnce() {
    Answer answer = api.get("/console/files/another/app.js");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("cache-control", "no-cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/files/x/index.html",
        "/console/files/x/..%2Findex.html",
        "/console/files/x/%2e%2e%2f%2e%2e%2fConsole.class",
        "/console/files/../Console.class",
        "/console/files/x/../app.js",
        "/console/files/x/sub/app.js",
        "/console/files/x/",
        "/console/Console.class",
        "/console/nothing"
      })
  void servesNothingElse(String path) {
    Answer answer = api.get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
  }

  @Test
  void knowsEachOfItsFiles() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> there = files.map(file -> file.getFileName().toString()).sorted().toList();
      List<String> known = new ArrayList<>(Console.FILES);
      known.add(Console.PAGE);
      assertThat(known).containsExactlyInAnyOrderElementsOf(there);
    }
  }

  /// Nothing comes from elsewhere, nothing is made of text, and each module that is asked for is
  /// there.
  @Test
  void isMadeOfItsOwnFiles() throws IOException {
    for (String name : Console.FILES) {
      String text = Files.readString(FOLDER.resolve(name));
      assertThat(text).as(name).doesNotContain("innerHTML", "outerHTML", "eval(", "localStorage");
      assertThat(text.replace("http://www.w3.org/", "").replace("https://hooks.example.com", ""))
          .as(name)
          .doesNotContainPattern("https?://[a-z0-9]");
      Matcher imports = IMPORT.matcher(text);
      while (imports.find()) {
        assertThat(Console.FILES).as(name).contains(imports.group(1));
      }
    }
  }

  private Answer asked(String path, String etag) {
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    event.setRawPath(path);
    event.setHeaders(Map.of("If-None-Match", etag));
    RequestContext.Http http = new RequestContext.Http();
    http.setMethod("GET");
    RequestContext context = new RequestContext();
    context.setHttp(http);
    context.setDomainName("api.example.com");
    event.setRequestContext(context);
    return api.ask(event);
  }

  private static String header(Answer answer, String name) {
    return Optional.ofNullable(answer.headers().get(name)).orElseThrow();
  }

  private static List<String> links(String page) {
    List<String> links = new ArrayList<>();
    Matcher matcher = LINK.matcher(page);
    while (matcher.find()) {
      links.add(matcher.group(1));
    }
    return links;
  }
}
