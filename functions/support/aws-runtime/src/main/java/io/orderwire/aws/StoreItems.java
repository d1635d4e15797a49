package io.orderwire.aws;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.StoreMapping;
import io.orderwire.json.Json;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.CallScope;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.SharedCalls;
import io.orderwire.port.Store;
import io.orderwire.port.Stores.Note;
import io.orderwire.port.Stores.Polling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stores and their polling state as items of the stores table, and back.
///
/// | `pk` | `sk` | holds |
/// |---|---|---|
/// | `store#acme-eu` | `connection` | the store; `kind` brings it into the index by kind |
/// | `endpoint#<token>` | `connection` | the same: a delivery finds all it needs in one read |
/// | `store#acme-eu` | `polling#<loop>` | watermark and seen rows of one polling loop |
/// | `store#acme-eu` | `asked#<poll>#…` | see [DynamoAskedPolls] |
/// | `subscriptions`, `attempts#<id>` | … | see [DynamoEventSubscriptions] |
/// | `store#acme-eu` | `note#<name>` | a back-fill, the state of the subscriptions… |
/// | `account#<hash>` | `calls` | until when no store of an account may be called |
/// | either | `place#3` | until when this place is taken by a call that is under way |
/// | `store#acme-eu` | `token#0` | until when a process alone makes a new access token |
/// | `authorization#<hash>`, `app#shopify` | `connection` | see [DynamoAuthorizations] |
/// | `idempotency#<hash>` | `answer` | see [DynamoFirstAnswers] |
///
/// Credentials are KMS ciphertext. Options are a map; mapping, health and seen rows are JSON (seen
/// rows compressed where that makes the item smaller).
final class StoreItems {
  static final String KIND = "store";
  private static final String NOTE = "note#";
  private static final String CONNECTION = "connection";
  private static final String CALLS = "calls";

  /// What is told of an account is of no use once it is over.
  private static final Duration KEPT = Duration.ofHours(1);

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private StoreItems() {}

  static String storeKey(StoreId id) {
    return "store#" + id;
  }

  static String endpointKey(String token) {
    return "endpoint#" + token;
  }

  static String accountKey(CallScope.OfAccount account) {
    return "account#" + account.hash();
  }

  static String callsKey() {
    return CALLS;
  }

  static String connectionKey() {
    return CONNECTION;
  }

  static String noteKey(String name) {
    return NOTE + name;
  }

  static String pollingKey(String loop) {
    return "polling#" + loop;
  }

  static StoreItem connection(Store store) {
    StoreItem item = content(store);
    item.pk = storeKey(store.id());
    item.kind = KIND;
    return item;
  }

  static StoreItem endpoint(Store store) {
    StoreItem item = content(store);
    item.pk = endpointKey(store.endpointToken());
    return item;
  }

  private static StoreItem content(Store store) {
    StoreItem item = new StoreItem();
    item.sk = CONNECTION;
    item.revision = store.revision();
    item.storeId = store.id().value();
    item.platform = store.platform().value();
    item.name = store.name();
    item.baseUrl = store.baseUrl().toString();
    item.endpointToken = store.endpointToken();
    item.credentials = store.credentials().ciphertext();
    item.canCall = store.canCall();
    item.options = store.options();
    item.mapping = Json.text(store.mapping());
    item.state = store.state().name().toLowerCase(Locale.ROOT);
    item.health = store.health().map(Json::text).orElse(null);
    item.connectedAt = store.connectedAt().toString();
    item.callsFrom = store.callsFrom().map(StoreItems::fixedWidth).orElse(null);
    return item;
  }

  static Store store(StoreItem item) {
    return new Store(
        new StoreId(present(item.storeId, "storeId")),
        new PlatformId(present(item.platform, "platform")),
        present(item.name, "name"),
        URI.create(present(item.baseUrl, "baseUrl")),
        present(item.endpointToken, "endpointToken"),
        new SealedCredentials(present(item.credentials, "credentials")),
        present(item.canCall, "canCall"),
        present(item.options, "options"),
        Json.read(present(item.mapping, "mapping"), StoreMapping.class),
        Store.State.valueOf(present(item.state, "state").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(item.health).map(health -> Json.read(health, Store.Health.class)),
        Instant.parse(present(item.connectedAt, "connectedAt")),
        present(item.revision, "revision"),
        Optional.ofNullable(item.callsFrom).map(Instant::parse));
  }

  static StoreItem note(StoreId id, Note note) {
    StoreItem item = new StoreItem();
    item.pk = storeKey(id);
    item.sk = noteKey(note.name());
    item.revision = note.revision();
    item.note = Json.text(note.content());
    return item;
  }

  static Note note(StoreItem item) {
    return new Note(
        present(item.sk, "sk").substring(NOTE.length()),
        Json.read(present(item.note, "note"), JsonNode.class),
        present(item.revision, "revision"));
  }

  /// Only what [io.orderwire.port.SharedCalls#hold] changes.
  static StoreItem heldCalls(StoreId id, Instant until) {
    StoreItem item = new StoreItem();
    item.pk = storeKey(id);
    item.sk = CONNECTION;
    item.callsFrom = fixedWidth(until);
    return item;
  }

  static StoreItem heldCalls(CallScope.OfAccount account, Instant until) {
    StoreItem item = new StoreItem();
    item.pk = accountKey(account);
    item.sk = CALLS;
    item.callsFrom = fixedWidth(until);
    item.expiresAt = until.plus(KEPT).getEpochSecond();
    return item;
  }

  /// One that nobody asks for goes away by itself.
  static StoreItem place(SharedCalls.Place place, Instant until) {
    StoreItem item = new StoreItem();
    item.pk = scopeKey(place.scope());
    item.sk = placesKey(place.scope()) + place.number();
    item.callsFrom = fixedWidth(until);
    item.expiresAt = place.until().plus(KEPT).getEpochSecond();
    return item;
  }

  static String scopeKey(CallScope scope) {
    return switch (scope) {
      case CallScope.OfStore(StoreId id) -> storeKey(id);
      case CallScope.OfAccount account -> accountKey(account);
      case CallScope.OfToken(StoreId id) -> storeKey(id);
    };
  }

  /// How the keys of a scope's places begin.
  static String placesKey(CallScope scope) {
    return scope instanceof CallScope.OfToken ? "token#" : "place#";
  }

  /// Text that sorts as the instants do.
  static String fixedWidth(Instant instant) {
    return LedgerItems.fixedWidth(instant);
  }

  static StoreItem polling(StoreId id, String loop, Polling polling) {
    StoreItem item = new StoreItem();
    item.pk = storeKey(id);
    item.sk = pollingKey(loop);
    item.revision = polling.revision();
    item.watermark = polling.watermark().toString();
    item.seen = Packing.pack(Json.bytes(polling.seen()));
    return item;
  }

  static Polling polling(StoreItem item) {
    return new Polling(
        Instant.parse(present(item.watermark, "watermark")),
        texts(Packing.unpack(present(item.seen, "seen"))),
        present(item.revision, "revision"));
  }

  private static Map<String, String> texts(byte[] json) {
    try {
      return Json.codec().readValue(json, TEXTS);
    } catch (IOException damaged) {
      throw new UncheckedIOException("a polling state is damaged", damaged);
    }
  }

  static <T> T present(@Nullable T value, String attribute) {
    if (value == null) {
      throw new IllegalStateException("an item of the stores table has no " + attribute);
    }
    return value;
  }
}
