package io.orderwire.aws;

import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.CartWatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The watched carts in the stores table.
///
/// | `pk` | `sk` | holds |
/// |---|---|---|
/// | `watch#<0…7>` | due-at (nine digits), `#acme-eu#version#cart` | a look that is asked for |
/// | `cart#acme-eu#<cart>` | `order` | `orderId`, the order that came from the cart |
///
/// Looks lie in eight partitions, so that carts are not bound to the 1,000 writes a second of one;
/// what is due is their beginning, so that asking costs eight small reads and no scan. A look goes
/// when it was taken, so the partitions hold open carts and nothing else.
public final class DynamoCartWatch implements CartWatch {
  private static final String SERVICE = "DynamoDB";
  private static final int SHARDS = 8;
  private static final String ORDER = "order";
  private static final Expression ABSENT =
      Expression.builder().expression("attribute_not_exists(pk)").build();

  private final DynamoDbTable<WatchItem> table;

  DynamoCartWatch(DynamoDbEnhancedClient client, String tableName) {
    this.table = client.table(tableName, WatchItem.SCHEMA);
  }

  @Override
  public void watch(Watched watched) {
    WatchItem item = item(watched);
    SdkFaults.translating(SERVICE, () -> table.putItemWithResponse(put -> put.item(item)));
  }

  @Override
  public List<Watched> due(Instant until, int limit) {
    List<Watched> due = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      Key end =
          Key.builder()
              .partitionValue(partition(shard))
              .sortValue(LedgerItems.fixedWidth(until) + "$")
              .build();
      QueryEnhancedRequest query =
          QueryEnhancedRequest.builder()
              .queryConditional(QueryConditional.sortLessThan(end))
              .limit(limit)
              .build();
      SdkFaults.translating(SERVICE, () -> table.query(query).iterator().next().items()).stream()
          .map(DynamoCartWatch::watched)
          .forEach(due::add);
    }
    return due.stream().sorted(Comparator.comparing(Watched::due)).limit(limit).toList();
  }

  @Override
  public void forget(Watched watched) {
    WatchItem item = item(watched);
    Key key = Key.builder().partitionValue(item.pk).sortValue(item.sk).build();
    SdkFaults.translating(SERVICE, () -> table.deleteItem(key));
  }

  @Override
  public void link(StoreId storeId, ExternalId cartId, ExternalId orderId) {
    WatchItem item = new WatchItem();
    item.pk = cart(storeId, cartId);
    item.sk = ORDER;
    item.orderId = orderId.value();
    try {
      table.putItemWithResponse(
          PutItemEnhancedRequest.builder(WatchItem.class)
              .item(item)
              .conditionExpression(ABSENT)
              .build());
    } catch (ConditionalCheckFailedException linkedBefore) {
      // The first order stays, and our own earlier try was the first where its answer was lost.
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
  }

  @Override
  public Optional<ExternalId> orderOf(StoreId storeId, ExternalId cartId) {
    Key key = Key.builder().partitionValue(cart(storeId, cartId)).sortValue(ORDER).build();
    return Optional.ofNullable(
            SdkFaults.translating(
                SERVICE, () -> table.getItem(get -> get.key(key).consistentRead(true))))
        .flatMap(item -> Optional.ofNullable(item.orderId))
        .map(ExternalId::new);
  }

  private static WatchItem item(Watched watched) {
    WatchItem item = new WatchItem();
    String cart = cart(watched.storeId(), watched.cartId());
    item.pk = partition(Math.floorMod(cart.hashCode(), SHARDS));
    item.sk =
        String.format(
            Locale.ROOT,
            "%s#%s#%010d#%s",
            LedgerItems.fixedWidth(watched.due()),
            watched.storeId(),
            watched.version(),
            watched.cartId());
    return item;
  }

  private static Watched watched(WatchItem item) {
    if (item.sk == null) {
      throw new IllegalStateException("a watched cart has no sk");
    }
    String[] parts = item.sk.split("#", 4);
    return new Watched(
        new StoreId(parts[1]),
        new ExternalId(parts[3]),
        Long.parseLong(parts[2]),
        Instant.parse(parts[0]));
  }

  private static String partition(int shard) {
    return "watch#" + shard;
  }

  private static String cart(StoreId storeId, ExternalId cartId) {
    return "cart#" + storeId + "#" + cartId;
  }
}
