package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.FaultException;
import io.orderwire.json.ContentHash;
import io.orderwire.json.Json;
import io.orderwire.port.Credentials;
import io.orderwire.port.FirstAnswers;
import io.orderwire.port.FirstAnswers.Begun;
import io.orderwire.port.FirstAnswers.Work;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.SecretBox;
import io.orderwire.port.SubscriptionId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes with the header `Idempotency-Key` are done once: who sends one again gets the first
/// answer. What has no such header passes by and costs nothing. An answer that may not be kept is
/// made anew each time.
///
/// Source: draft-ietf-httpapi-idempotency-key-header. The key is a string of RFC 8941, in quotation
/// marks; without them it is taken, too. It is its caller's own, and is good for a day.
final class Idempotency {
  static final String HEADER = "idempotency-key";
  static final List<String> METHODS = List.of("POST", "PATCH", "DELETE");
  static final Duration KEPT = Duration.ofHours(24);

  /// Longer than any request may take: who has not answered by then never will.
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\]){1,255})\"");
  private static final Pattern BARE = Pattern.compile("[!#-\\[\\]-~]{1,255}");
  private static final int SERVER_ERROR = 500;

  /// Where what is below has an authorizer.
  private static final String AUTHORIZED = "v1";

  private final FirstAnswers answers;
  private final SecretBox secrets;
  private final InstantSource clock;
  private final Supplier<String> tokens;

  /// An answer as it is kept: a secret in it is sealed for its subscription, apart from the rest.
  private record Kept(
      int status,
      Map<String, String> headers,
      Optional<JsonNode> body,
      Optional<String> member,
      Optional<SubscriptionId> owner,
      Optional<SealedCredentials> sealed) {
    Kept {
      headers = Collections.unmodifiableMap(new TreeMap<>(headers));
      // the codec reads what is absent as null
      body = body.filter(node -> !node.isNull() && !node.isMissingNode());
    }
  }

  Idempotency(World world) {
    this.answers = world.answers();
    this.secrets = world.secrets();
    this.clock = world.clock();
    this.tokens = world.tokens();
  }

  /// What is answered to a request that `act` answers.
  ApiReply answer(ApiRequest request, Function<ApiRequest, ApiReply> act) {
    Optional<String> header = request.headers().first(HEADER);
    if (header.isEmpty() || !takesKey(request)) {
      return act.apply(request);
    }
    Optional<String> key = key(header.get());
    return key.isEmpty()
        ? ApiReply.refused(Problem.wrongIdempotencyKey())
        : once(work(request, key.get()), request, act);
  }

  /// Elsewhere anybody may ask, and nobody is told from others.
  private static boolean takesKey(ApiRequest request) {
    return METHODS.contains(request.method())
        && request.segments().stream().limit(1).anyMatch(AUTHORIZED::equals);
  }

  private ApiReply once(Work work, ApiRequest request, Function<ApiRequest, ApiReply> act) {
    return switch (answers.begin(work, now())) {
      case Begun.Now ignored -> first(work, request, act);
      case Begun.Running ignored ->
          ApiReply.refused(Problem.stillRunning()).with("retry-after", "1");
      case Begun.Other ignored -> ApiReply.refused(Problem.anothersIdempotencyKey());
      case Begun.Answered(String answer) -> opened(Json.read(answer, Kept.class));
    };
  }

  /// What came to nothing may be tried again under the same key.
  private ApiReply first(Work work, ApiRequest request, Function<ApiRequest, ApiReply> act) {
    ApiReply reply;
    try {
      reply = act.apply(request);
    } catch (RuntimeException cameToNothing) {
      answers.giveUp(work);
      throw cameToNothing;
    }
    try {
      if (reply.mayBeKept() && reply.status() < SERVER_ERROR) {
        answers.answer(work, Json.text(kept(reply)));
      } else {
        answers.giveUp(work);
      }
    } catch (FaultException untold) {
      // It was done, and its caller hears so: only a second try will not.
      LOG.warn("the key is left as it is: {}", untold.getMessage());
    }
    return reply;
  }

  private Kept kept(ApiReply reply) {
    Optional<JsonNode> body =
        reply.body().map(value -> Json.read(Json.bytes(value), JsonNode.class));
    if (reply.secret().isEmpty()) {
      return new Kept(
          reply.status(),
          reply.headers(),
          body,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    ApiReply.Secret secret = reply.secret().get();
    ObjectNode shown = (ObjectNode) body.orElseThrow();
    String value = shown.remove(secret.member()).textValue();
    return new Kept(
        reply.status(),
        reply.headers(),
        Optional.of(shown),
        Optional.of(secret.member()),
        Optional.of(secret.owner()),
        Optional.of(
            secrets.seal(
                secret.owner(),
                new Credentials(Collections.singletonMap(secret.member(), value)))));
  }

  private ApiReply opened(Kept kept) {
    Optional<JsonNode> body = kept.body();
    if (kept.sealed().isPresent()) {
      String member = kept.member().orElseThrow();
      ObjectNode whole = (ObjectNode) body.orElseThrow();
      whole.put(
          member,
          secrets
              .open(kept.owner().orElseThrow(), kept.sealed().get())
              .value(member)
              .orElseThrow());
      body = Optional.of(whole);
    }
    return new ApiReply(kept.status(), body.map(Object.class::cast), kept.headers());
  }

  private Work work(ApiRequest request, String key) {
    Instant now = now();
    return new Work(
        hash(request.caller().orElse("") + "\n" + key),
        fingerprint(request),
        tokens.get(),
        now.plus(LONGEST),
        now.plus(KEPT));
  }

  private static String fingerprint(ApiRequest request) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        (Json.text(List.of(request.method(), request.segments(), request.parameters())) + "\n")
            .getBytes(StandardCharsets.UTF_8));
    all.writeBytes(request.body());
    return ContentHash.sha256(all.toByteArray());
  }

  private static String hash(String text) {
    return ContentHash.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> key(String header) {
    String text = header.strip();
    Matcher quoted = QUOTED.matcher(text);
    if (quoted.matches()) {
      return Optional.of(quoted.group(1).replaceAll("\\\\(.)", "$1"));
    }
    return Optional.of(text).filter(bare -> BARE.matcher(bare).matches());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
