package io.orderwire.aws;

import io.orderwire.port.CallScope;
import io.orderwire.port.SharedCalls;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// What processes tell one another of their calls, in the stores table: of a store on its own item,
/// which they read anyway, of an account on an item that goes away by itself.
final class DynamoSharedCalls implements SharedCalls {
  private static final String SERVICE = "DynamoDB";
  private static final String LATER = "(attribute_not_exists(callsFrom) OR callsFrom < :until)";

  private final DynamoDbTable<StoreItem> table;

  DynamoSharedCalls(DynamoDbEnhancedClient client, String tableName) {
    this.table = client.table(tableName, StoreItem.SCHEMA);
  }

  /// Of a store on the item under its id alone: deliveries, which find the one under the token,
  /// make no calls.
  @Override
  public void hold(CallScope scope, Instant until) {
    switch (scope) {
      case CallScope.OfStore(var id) ->
          hold(StoreItems.heldCalls(id, until), "attribute_exists(pk) AND " + LATER);
      case CallScope.OfAccount account -> hold(StoreItems.heldCalls(account, until), LATER);
    }
  }

  private void hold(StoreItem item, String condition) {
    Expression later =
        Expression.builder()
            .expression(condition)
            .putExpressionValue(
                ":until", AttributeValue.fromS(StoreItems.present(item.callsFrom, "callsFrom")))
            .build();
    try {
      table.updateItem(
          update ->
              update
                  .item(item)
                  .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                  .conditionExpression(later));
    } catch (ConditionalCheckFailedException told) {
      // The store is gone, or somebody said so for longer.
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
  }

  @Override
  public Optional<Instant> heldUntil(CallScope.OfAccount account) {
    Key key =
        Key.builder()
            .partitionValue(StoreItems.accountKey(account))
            .sortValue(StoreItems.callsKey())
            .build();
    return Optional.ofNullable(SdkFaults.translating(SERVICE, () -> table.getItem(key)))
        .map(item -> Instant.parse(StoreItems.present(item.callsFrom, "callsFrom")));
  }
}
