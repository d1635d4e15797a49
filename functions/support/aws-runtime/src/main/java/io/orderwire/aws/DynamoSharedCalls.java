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
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// What processes tell one another of their calls, in the stores table: of a store on its own item,
/// which they read anyway, of an account on an item that goes away by itself.
final class DynamoSharedCalls implements SharedCalls {
  private static final String SERVICE = "DynamoDB";
  private static final String LATER = "(attribute_not_exists(callsFrom) OR callsFrom < :at)";
  private static final String FREE = LATER;
  private static final String TAKEN = "callsFrom = :at";

  private final DynamoDbTable<StoreItem> table;

  DynamoSharedCalls(DynamoDbEnhancedClient client, String tableName) {
    this.table = client.table(tableName, StoreItem.SCHEMA);
  }

  /// Of a store on the item under its id alone: deliveries, which find the one under the token,
  /// make no calls. Nothing changes where the store is gone, or somebody said so for longer.
  @Override
  public void hold(CallScope scope, Instant until) {
    switch (scope) {
      case CallScope.OfStore(var id) ->
          change(StoreItems.heldCalls(id, until), "attribute_exists(pk) AND " + LATER, until);
      case CallScope.OfAccount account ->
          change(StoreItems.heldCalls(account, until), LATER, until);
      case CallScope.OfToken token -> throw new IllegalArgumentException("not held: " + token);
    }
  }

  /// False when the condition, which knows an instant as `:at`, is not met.
  private boolean change(StoreItem item, String condition, Instant at) {
    Expression met =
        Expression.builder()
            .expression(condition)
            .putExpressionValue(":at", AttributeValue.fromS(StoreItems.fixedWidth(at)))
            .build();
    try {
      table.updateItem(
          update ->
              update
                  .item(item)
                  .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                  .conditionExpression(met));
      return true;
    } catch (ConditionalCheckFailedException unmet) {
      return false;
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

  /// Tries one place after the other, and does not always begin with the same.
  @Override
  public Optional<Place> take(CallScope scope, int places, Instant now, Instant until) {
    int first = Math.floorMod(until.hashCode(), places);
    for (int tried = 0; tried < places; tried++) {
      Place place = new Place(scope, (first + tried) % places, until);
      if (change(StoreItems.place(place, until), FREE, now)) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  @Override
  public void giveBack(Place place) {
    change(StoreItems.place(place, Instant.EPOCH), TAKEN, place.until());
  }

  @Override
  public int taken(CallScope scope, Instant now) {
    QueryEnhancedRequest places =
        QueryEnhancedRequest.builder()
            .queryConditional(
                QueryConditional.sortBeginsWith(
                    Key.builder()
                        .partitionValue(StoreItems.scopeKey(scope))
                        .sortValue(StoreItems.placesKey(scope))
                        .build()))
            .attributesToProject("callsFrom")
            .build();
    long taken =
        SdkFaults.translating(
            SERVICE,
            () ->
                table.query(places).items().stream()
                    .map(item -> Instant.parse(StoreItems.present(item.callsFrom, "callsFrom")))
                    .filter(now::isBefore)
                    .count());
    return Math.toIntExact(taken);
  }
}
