package io.orderwire.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.ContentHash;
import io.orderwire.json.Json;
import io.orderwire.model.PlatformId;
import io.orderwire.port.Authorizations;
import io.orderwire.port.SealedCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Authorizations that are under way, in the stores table: `authorization#{hash of platform and
/// tie}` holds one as JSON in `document`, without the tie; `authorized#{the same hash}` one whose
/// browser is yet to come back. The table drops them by their `expiresAt`. Apps are at
/// `app#{platform}`.
final class DynamoAuthorizations implements Authorizations {
  private static final String SERVICE = "DynamoDB";
  private static final String PENDING = "authorization";
  private static final String GRANTED = "authorized";

  private final DynamoDbTable<StoreItem> table;

  DynamoAuthorizations(DynamoDbEnhancedClient client, String tableName) {
    this.table = client.table(tableName, StoreItem.SCHEMA);
  }

  @Override
  public void begin(Pending pending) {
    put(PENDING, pending, pending.form());
  }

  @Override
  public Optional<Pending> find(PlatformId platform, String tie) {
    return item(key(PENDING, platform, tie)).map(item -> pending(item, tie));
  }

  @Override
  public void keepGranted(Pending granted) {
    put(GRANTED, granted, Json.codec().createObjectNode());
  }

  @Override
  public Optional<Pending> takeGranted(PlatformId platform, String tie) {
    String key = key(GRANTED, platform, tie);
    return item(key).map(item -> pending(item, tie)).filter(granted -> taken(key, granted.id()));
  }

  private void put(String kind, Pending pending, JsonNode form) {
    StoreItem item = new StoreItem();
    item.pk = key(kind, pending.platform(), pending.tie());
    item.sk = StoreItems.connectionKey();
    item.name = pending.id();
    item.document = Json.text(with(pending, "", form));
    item.expiresAt = pending.until().getEpochSecond();
    SdkFaults.translating(SERVICE, () -> table.putItemWithResponse(put -> put.item(item)));
  }

  private static Pending pending(StoreItem item, String tie) {
    Pending pending = Json.read(StoreItems.present(item.document, "document"), Pending.class);
    return with(pending, tie, pending.form());
  }

  @Override
  public boolean take(Pending pending) {
    return taken(key(PENDING, pending.platform(), pending.tie()), pending.id());
  }

  private boolean taken(String key, String id) {
    Expression same =
        Expression.builder()
            .expression("#name = :id")
            .putExpressionName("#name", "name")
            .putExpressionValue(":id", AttributeValue.fromS(id))
            .build();
    try {
      table.deleteItem(delete -> delete.key(place(key)).conditionExpression(same));
      return true;
    } catch (ConditionalCheckFailedException taken) {
      return false;
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
  }

  @Override
  public Optional<SealedCredentials> app(PlatformId platform) {
    return item(app(platform.value()))
        .map(item -> new SealedCredentials(StoreItems.present(item.credentials, "credentials")));
  }

  @Override
  public void saveApp(PlatformId platform, SealedCredentials sealed) {
    StoreItem item = new StoreItem();
    item.pk = app(platform.value());
    item.sk = StoreItems.connectionKey();
    item.credentials = sealed.ciphertext();
    SdkFaults.translating(SERVICE, () -> table.putItemWithResponse(put -> put.item(item)));
  }

  @Override
  public void removeApp(PlatformId platform) {
    SdkFaults.translating(
        SERVICE, () -> table.deleteItem(delete -> delete.key(place(app(platform.value())))));
  }

  private Optional<StoreItem> item(String key) {
    return Optional.ofNullable(
        SdkFaults.translating(
            SERVICE, () -> table.getItem(get -> get.key(place(key)).consistentRead(true))));
  }

  /// Whoever reads the table can make no use of a hash.
  private static String key(String kind, PlatformId platform, String tie) {
    String whole = platform + " " + tie;
    return kind + "#" + ContentHash.sha256(whole.getBytes(StandardCharsets.UTF_8));
  }

  private static String app(String platform) {
    return "app#" + platform;
  }

  private static Key place(String key) {
    return Key.builder().partitionValue(key).sortValue(StoreItems.connectionKey()).build();
  }

  private static Pending with(Pending pending, String tie, JsonNode form) {
    return new Pending(
        pending.id(),
        pending.platform(),
        tie,
        pending.storeId(),
        pending.baseUrl(),
        pending.callback(),
        form,
        pending.returnUrl(),
        pending.until());
  }
}
