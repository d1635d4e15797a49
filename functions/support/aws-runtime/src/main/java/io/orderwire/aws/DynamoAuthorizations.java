package io.orderwire.aws;

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
/// tie}` holds one as JSON in `document`, without the tie. The table drops them by their
/// `expiresAt`. Apps are at `app#{platform}`.
final class DynamoAuthorizations implements Authorizations {
  private static final String SERVICE = "DynamoDB";

  private final DynamoDbTable<StoreItem> table;

  DynamoAuthorizations(DynamoDbEnhancedClient client, String tableName) {
    this.table = client.table(tableName, StoreItem.SCHEMA);
  }

  @Override
  public void begin(Pending pending) {
    StoreItem item = new StoreItem();
    item.pk = key(pending.platform(), pending.tie());
    item.sk = StoreItems.connectionKey();
    item.name = pending.id();
    item.document = Json.text(tied(pending, ""));
    item.expiresAt = pending.until().getEpochSecond();
    SdkFaults.translating(SERVICE, () -> table.putItemWithResponse(put -> put.item(item)));
  }

  @Override
  public Optional<Pending> find(PlatformId platform, String tie) {
    return item(key(platform, tie))
        .map(item -> Json.read(StoreItems.present(item.document, "document"), Pending.class))
        .map(pending -> tied(pending, tie));
  }

  @Override
  public boolean take(Pending pending) {
    Expression same =
        Expression.builder()
            .expression("#name = :id")
            .putExpressionName("#name", "name")
            .putExpressionValue(":id", AttributeValue.fromS(pending.id()))
            .build();
    try {
      table.deleteItem(
          delete ->
              delete.key(place(key(pending.platform(), pending.tie()))).conditionExpression(same));
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
  private static String key(PlatformId platform, String tie) {
    String whole = platform + " " + tie;
    return "authorization#" + ContentHash.sha256(whole.getBytes(StandardCharsets.UTF_8));
  }

  private static String app(String platform) {
    return "app#" + platform;
  }

  private static Key place(String key) {
    return Key.builder().partitionValue(key).sortValue(StoreItems.connectionKey()).build();
  }

  private static Pending tied(Pending pending, String tie) {
    return new Pending(
        pending.id(),
        pending.platform(),
        tie,
        pending.storeId(),
        pending.baseUrl(),
        pending.callback(),
        pending.form(),
        pending.until());
  }
}
