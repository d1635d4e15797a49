package io.orderwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Capability;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Signal;
import io.orderwire.connector.WebhookGate.Verdict;
import io.orderwire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Genuine deliveries are let in and others are not: C08.
///
/// Vectors are `webhook/<name>.json`: `{"about", "method", "headers": {…}, "query", "body" or
/// "body_base64", "secrets": […], "now", "verdict": "authentic" | "rejected" | "handshake",
/// "signature_header"}`. Their signatures are fixed text from the platform's documentation, a
/// genuine delivery or another implementation: nothing here computes one.
interface WebhookRules extends ContractSubject {

  /// A fixed request and what to make of it.
  record Vector(
      String name,
      Delivery delivery,
      List<String> secrets,
      Instant now,
      String verdict,
      String signatureHeader) {}

  @TestFactory
  default Stream<DynamicTest> c08Vectors() {
    return vectors().stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.name(),
                    () ->
                        assertThat(verdict(vector.delivery(), vector.secrets(), vector.now()))
                            .isEqualTo(vector.verdict())));
  }

  @Test
  default void c08HasGenuineVectors() {
    if (optOuts().containsKey(Rule.C08)) {
      assertThat(connector().descriptor().capabilities())
          .as("only a platform without signed webhooks opts out")
          .doesNotContain(Capability.SIGNED_WEBHOOKS, Capability.WEBHOOKS_BY_ADDRESS);
      return;
    }
    assertThat(authentic()).as("authentic vectors in webhook/").isNotEmpty();
  }

  @TestFactory
  default Stream<DynamicTest> c08DerivedFromGenuineOnes() {
    return authentic().stream()
        .flatMap(
            vector ->
                derived(vector).entrySet().stream()
                    .map(
                        change ->
                            DynamicTest.dynamicTest(
                                vector.name() + ": " + change.getKey(),
                                () ->
                                    assertThat(
                                            verdict(
                                                change.getValue().delivery(),
                                                change.getValue().secrets(),
                                                vector.now()))
                                        .isEqualTo(change.getValue().verdict()))));
  }

  /// What nobody signed must not be believed: it names an order or a cart and says nothing of it.
  @TestFactory
  default Stream<DynamicTest> c08UnsignedDeliveriesOnlyName() {
    return isSigned()
        ? Stream.empty()
        : authentic().stream()
            .map(
                vector ->
                    DynamicTest.dynamicTest(
                        vector.name(),
                        () ->
                            assertThat(connector().webhooks().signals(vector.delivery()))
                                .noneMatch(WebhookRules::tells)));
  }

  private static boolean tells(Signal signal) {
    return switch (signal) {
      case Signal.OrderChanged order -> order.payload().isPresent();
      case Signal.CartChanged cart -> cart.payload().isPresent();
      case Signal.PrivacyRequest request -> true;
      case Signal.StoreUninstalled gone -> true;
      case Signal.OrderRemoved ignored -> false;
      case Signal.CartRemoved ignored -> false;
      case Signal.CustomerChanged ignored -> false;
      case Signal.Irrelevant ignored -> false;
      case Signal.Unreadable ignored -> false;
    };
  }

  private boolean isSigned() {
    return connector().descriptor().capabilities().contains(Capability.SIGNED_WEBHOOKS);
  }

  private Map<String, Vector> derived(Vector vector) {
    Map<String, Vector> derived = new TreeMap<>();
    if (isSigned()) {
      derived.putAll(forged(vector));
    }
    derived.put("no secrets", withSecrets(vector, List.of(), "rejected"));
    derived.put("empty secret", withSecrets(vector, List.of(""), "rejected"));
    derived.put("another secret", withSecrets(vector, List.of("another"), "rejected"));
    List<String> rotated = new ArrayList<>(List.of("the new one"));
    rotated.addAll(vector.secrets());
    derived.put("rotated secret", withSecrets(vector, rotated, "authentic"));
    derived.put("upper case headers", upperCased(vector));
    return derived;
  }

  private static Map<String, Vector> forged(Vector vector) {
    String header = vector.signatureHeader();
    String signature = vector.delivery().headers().first(header).orElseThrow();
    Map<String, Vector> derived = new TreeMap<>();
    derived.put("a byte more", rejected(vector, vector.delivery().headers(), longer(vector)));
    derived.put("a byte changed", rejected(vector, vector.delivery().headers(), flipped(vector)));
    derived.put("signature missing", resigned(vector, header, ""));
    derived.put(
        "signature cut", resigned(vector, header, signature.substring(0, signature.length() / 2)));
    derived.put("signature longer", resigned(vector, header, signature + signature));
    derived.put("signature no text of its encoding", resigned(vector, header, "§§§"));
    return derived;
  }

  private static byte[] longer(Vector vector) {
    byte[] body = vector.delivery().body();
    return Arrays.copyOf(body, body.length + 1);
  }

  private static byte[] flipped(Vector vector) {
    byte[] body = vector.delivery().body().clone();
    body[body.length / 2] ^= 1;
    return body;
  }

  private static Vector rejected(Vector vector, Headers headers, byte[] body) {
    Delivery delivery = vector.delivery();
    return new Vector(
        vector.name(),
        new Delivery(delivery.method(), headers, delivery.query(), body),
        vector.secrets(),
        vector.now(),
        "rejected",
        vector.signatureHeader());
  }

  private static Vector resigned(Vector vector, String header, String signature) {
    TreeMap<String, String> headers = new TreeMap<>(vector.delivery().headers().values());
    headers.put(header.toLowerCase(Locale.ROOT), signature);
    return rejected(vector, new Headers(headers), vector.delivery().body());
  }

  private static Vector withSecrets(Vector vector, List<String> secrets, String verdict) {
    return new Vector(
        vector.name(), vector.delivery(), secrets, vector.now(), verdict, vector.signatureHeader());
  }

  private static Vector upperCased(Vector vector) {
    TreeMap<String, String> headers = new TreeMap<>();
    vector
        .delivery()
        .headers()
        .values()
        .forEach((name, value) -> headers.put(name.toUpperCase(Locale.ROOT), value));
    Delivery delivery = vector.delivery();
    return new Vector(
        vector.name(),
        new Delivery(delivery.method(), new Headers(headers), delivery.query(), delivery.body()),
        vector.secrets(),
        vector.now(),
        "authentic",
        vector.signatureHeader());
  }

  private String verdict(Delivery delivery, List<String> secrets, Instant now) {
    return switch (connector().webhooks().verify(delivery, secrets, now)) {
      case Verdict.Authentic authentic -> "authentic";
      case Verdict.Rejected rejected -> "rejected";
      case Verdict.Handshake handshake -> "handshake";
    };
  }

  private List<Vector> authentic() {
    return vectors().stream().filter(vector -> vector.verdict().equals("authentic")).toList();
  }

  private List<Vector> vectors() {
    Path folder = fixtures().resolve("webhook");
    if (optOuts().containsKey(Rule.C08)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(WebhookRules::vector)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Vector vector(Path file) {
    try {
      JsonNode json = Json.tree(Files.readAllBytes(file));
      TreeMap<String, String> headers = new TreeMap<>();
      json.path("headers")
          .properties()
          .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
      byte[] body =
          json.has("body_base64")
              ? Base64.getDecoder().decode(json.path("body_base64").asText())
              : json.path("body").asText().getBytes(StandardCharsets.UTF_8);
      List<String> secrets = new ArrayList<>();
      json.path("secrets").forEach(secret -> secrets.add(secret.asText()));
      return new Vector(
          file.getFileName().toString(),
          new Delivery(
              json.path("method").asText("POST"),
              new Headers(headers),
              json.path("query").asText(),
              body),
          secrets,
          Instant.parse(json.path("now").asText("2026-11-23T12:00:00Z")),
          json.path("verdict").asText(),
          json.path("signature_header").asText());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file.toString(), unreadable);
    }
  }
}
