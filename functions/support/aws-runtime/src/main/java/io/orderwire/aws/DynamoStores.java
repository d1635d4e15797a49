package io.orderwire.aws;

import io.orderwire.model.StoreId;
import io.orderwire.port.Store;
import io.orderwire.port.Stores;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The stores in the stores table.
///
/// A store stands there twice, under its id and under its endpoint's token; both change in one
/// transaction. The SDK gives each transaction a token of its own, so a retry after a lost answer
/// is answered as the first try was.
public final class DynamoStores implements Stores {
  private static final String SERVICE = "DynamoDB";
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final Expression ABSENT =
      Expression.builder().expression("attribute_not_exists(pk)").build();

  private final DynamoDbEnhancedClient client;
  private final DynamoDbTable<StoreItem> table;
  private final DynamoDbIndex<StoreItem> byKind;

  DynamoStores(DynamoDbEnhancedClient client, String tableName) {
    this.client = client;
    this.table = client.table(tableName, StoreItem.SCHEMA);
    this.byKind = table.index(StoreItem.BY_KIND);
  }

  @Override
  public Optional<Store> get(StoreId id) {
    return item(StoreItems.storeKey(id), StoreItems.connectionKey()).map(StoreItems::store);
  }

  @Override
  public Optional<Store> byEndpoint(String endpointToken) {
    return item(StoreItems.endpointKey(endpointToken), StoreItems.connectionKey())
        .map(StoreItems::store);
  }

  @Override
  public boolean add(Store store) {
    return written(
        TransactWriteItemsEnhancedRequest.builder()
            .addPutItem(table, put(StoreItems.connection(store), ABSENT))
            .addPutItem(table, put(StoreItems.endpoint(store), ABSENT)));
  }

  @Override
  public boolean update(Store store) {
    Optional<Store> held = get(store.id());
    if (held.filter(current -> current.revision() == store.revision()).isEmpty()) {
      return false;
    }
    Store next = store.withRevision(store.revision() + 1);
    TransactWriteItemsEnhancedRequest.Builder writes =
        TransactWriteItemsEnhancedRequest.builder()
            .addPutItem(table, put(StoreItems.connection(next), stillAt(store.revision())))
            .addPutItem(
                table,
                TransactPutItemEnhancedRequest.builder(StoreItem.class)
                    .item(StoreItems.endpoint(next))
                    .build());
    held.map(Store::endpointToken)
        .filter(token -> !token.equals(store.endpointToken()))
        .ifPresent(
            token ->
                writes.addDeleteItem(
                    table, key(StoreItems.endpointKey(token), StoreItems.connectionKey())));
    return written(writes);
  }

  @Override
  public void remove(StoreId id) {
    Optional<Store> held = get(id);
    // The endpoint goes first: what is left after an interruption can be removed again.
    held.ifPresent(
        store -> delete(StoreItems.endpointKey(store.endpointToken()), StoreItems.connectionKey()));
    QueryEnhancedRequest all =
        QueryEnhancedRequest.builder()
            .queryConditional(
                QueryConditional.keyEqualTo(
                    Key.builder().partitionValue(StoreItems.storeKey(id)).build()))
            .consistentRead(true)
            .build();
    List<StoreItem> items =
        SdkFaults.translating(SERVICE, () -> table.query(all).items().stream().toList());
    items.stream().filter(item -> !isConnection(item)).forEach(this::delete);
    items.stream().filter(DynamoStores::isConnection).forEach(this::delete);
  }

  @Override
  public StorePage list(Optional<String> cursor, int limit) {
    Key.Builder start = Key.builder().partitionValue(StoreItems.KIND);
    QueryConditional rest =
        cursor
            .map(last -> start.sortValue(StoreItems.storeKey(new StoreId(last))).build())
            .map(QueryConditional::sortGreaterThan)
            .orElseGet(() -> QueryConditional.keyEqualTo(start.build()));
    QueryEnhancedRequest query =
        QueryEnhancedRequest.builder().queryConditional(rest).limit(limit).build();
    Page<StoreItem> page =
        SdkFaults.translating(SERVICE, () -> byKind.query(query).iterator().next());
    List<Store> stores = page.items().stream().map(StoreItems::store).toList();
    boolean more = page.lastEvaluatedKey() != null && !stores.isEmpty();
    return new StorePage(
        stores, more ? Optional.of(stores.getLast().id().value()) : Optional.empty());
  }

  @Override
  public Optional<Polling> polling(StoreId id, String loop) {
    return item(StoreItems.storeKey(id), StoreItems.pollingKey(loop)).map(StoreItems::polling);
  }

  @Override
  public boolean savePolling(StoreId id, String loop, Polling polling) {
    Polling next = new Polling(polling.watermark(), polling.seen(), polling.revision() + 1);
    return saved(
        StoreItems.polling(id, loop, next),
        polling.revision(),
        held -> StoreItems.polling(StoreItem.SCHEMA.mapToItem(held)).equals(next));
  }

  @Override
  public Optional<Note> note(StoreId id, String name) {
    return item(StoreItems.storeKey(id), StoreItems.noteKey(name)).map(StoreItems::note);
  }

  @Override
  public boolean saveNote(StoreId id, Note note) {
    Note next = new Note(note.name(), note.content(), note.revision() + 1);
    return saved(
        StoreItems.note(id, next),
        note.revision(),
        held -> StoreItems.note(StoreItem.SCHEMA.mapToItem(held)).equals(next));
  }

  @Override
  public List<Note> notes(StoreId id, String prefix, int limit) {
    QueryEnhancedRequest backwards =
        QueryEnhancedRequest.builder()
            .queryConditional(
                QueryConditional.sortBeginsWith(
                    key(StoreItems.storeKey(id), StoreItems.noteKey(prefix))))
            .scanIndexForward(false)
            .consistentRead(true)
            .limit(limit)
            .build();
    return SdkFaults.translating(
        SERVICE,
        () -> table.query(backwards).items().stream().limit(limit).map(StoreItems::note).toList());
  }

  private boolean saved(StoreItem item, long seen, Predicate<Map<String, AttributeValue>> isThere) {
    PutItemEnhancedRequest<StoreItem> put =
        PutItemEnhancedRequest.builder(StoreItem.class)
            .item(item)
            .conditionExpression(seen == 0 ? ABSENT : stillAt(seen))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      table.putItemWithResponse(put);
      return true;
    } catch (ConditionalCheckFailedException changed) {
      // The answer to an earlier try may have been lost: then what is there is what was to be.
      return changed.hasItem() && isThere.test(changed.item());
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
  }

  private Optional<StoreItem> item(String partition, String sort) {
    Key key = key(partition, sort);
    return Optional.ofNullable(
        SdkFaults.translating(
            SERVICE, () -> table.getItem(get -> get.key(key).consistentRead(true))));
  }

  private boolean written(TransactWriteItemsEnhancedRequest.Builder writes) {
    try {
      client.transactWriteItems(writes.build());
      return true;
    } catch (TransactionCanceledException cancelled) {
      boolean refused =
          cancelled.cancellationReasons().stream()
              .anyMatch(reason -> Objects.equals(reason.code(), CONDITION_FAILED));
      if (refused) {
        return false;
      }
      throw SdkFaults.fault(SERVICE, cancelled);
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
  }

  private void delete(StoreItem item) {
    SdkFaults.translating(SERVICE, () -> table.deleteItem(item));
  }

  private void delete(String partition, String sort) {
    SdkFaults.translating(SERVICE, () -> table.deleteItem(key(partition, sort)));
  }

  private static boolean isConnection(StoreItem item) {
    return StoreItems.connectionKey().equals(item.sk);
  }

  private static Key key(String partition, String sort) {
    return Key.builder().partitionValue(partition).sortValue(sort).build();
  }

  private static TransactPutItemEnhancedRequest<StoreItem> put(
      StoreItem item, Expression condition) {
    return TransactPutItemEnhancedRequest.builder(StoreItem.class)
        .item(item)
        .conditionExpression(condition)
        .build();
  }

  private static Expression stillAt(long revision) {
    return Expression.builder()
        .expression("revision = :seen")
        .putExpressionValue(":seen", AttributeValue.fromN(Long.toString(revision)))
        .build();
  }
}
