package io.orderwire.aws;

import io.orderwire.json.Json;
import io.orderwire.model.StoreId;
import io.orderwire.port.Customers;
import io.orderwire.port.Subject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The customers in the customers table.
///
/// | `pk` | `sk` | `data` (JSON, compressed where that makes it smaller) |
/// |---|---|---|
/// | `acme-eu#profile#<hash>` | `placement` | where the profile belongs |
/// | `acme-eu#profile#<hash>` | `acme-eu#order#1001` | nothing: this order names the profile |
/// | `acme-eu#cluster#<id>` | `cluster` | the profiles that are one person |
/// | `acme-eu#trait#<kind>:<hash>` | `trait` | the clusters that have it |
///
/// Keys hold hashes, never an address or a number. An order of a known buyer costs two reads and
/// one small write; one with new details a read for each of its traits and clusters and a
/// transaction.
public final class DynamoCustomers implements Customers {
  private static final String SERVICE = "DynamoDB";
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String CONFLICT = "TransactionConflict";
  private static final String PLACEMENT = "placement";
  private static final Expression ABSENT =
      Expression.builder().expression("attribute_not_exists(pk)").build();

  private final DynamoDbEnhancedClient client;
  private final DynamoDbTable<CustomerItem> table;

  DynamoCustomers(DynamoDbEnhancedClient client, String tableName) {
    this.client = client;
    this.table = client.table(tableName, CustomerItem.SCHEMA);
  }

  @Override
  public Optional<Placement> placement(StoreId storeId, String profileId) {
    return read(profile(storeId, profileId), PLACEMENT, Placement.class);
  }

  @Override
  public Optional<Cluster> cluster(StoreId storeId, String clusterId) {
    return read(storeId + "#cluster#" + clusterId, "cluster", Cluster.class);
  }

  @Override
  public TraitRecord trait(StoreId storeId, Trait trait) {
    return read(storeId + "#trait#" + trait.key(), "trait", TraitRecord.class)
        .orElseGet(() -> new TraitRecord(trait, 0, Set.of(), Set.of(), false));
  }

  @Override
  public boolean save(StoreId storeId, Change change) {
    TransactWriteItemsEnhancedRequest.Builder writes = TransactWriteItemsEnhancedRequest.builder();
    for (Cluster cluster : change.clusters()) {
      CustomerItem item =
          CustomerItem.of(
              storeId + "#cluster#" + cluster.id(),
              "cluster",
              cluster.withRevision(cluster.revision() + 1));
      writes.addPutItem(table, put(item, cluster.revision()));
    }
    for (TraitRecord trait : change.traits()) {
      CustomerItem item =
          CustomerItem.of(
              storeId + "#trait#" + trait.trait().key(),
              "trait",
              trait.withRevision(trait.revision() + 1));
      if (trait.isNobodys()) {
        writes.addDeleteItem(table, gone(item, trait.revision()));
      } else {
        writes.addPutItem(table, put(item, trait.revision()));
      }
    }
    change
        .newPlacement()
        .ifPresent(
            placement ->
                writes.addPutItem(
                    table,
                    put(
                        CustomerItem.of(
                            profile(storeId, placement.profileId()), PLACEMENT, placement),
                        0)));
    return written(writes);
  }

  @Override
  public void place(StoreId storeId, Placement placement) {
    CustomerItem item =
        CustomerItem.of(profile(storeId, placement.profileId()), PLACEMENT, placement);
    SdkFaults.translating(SERVICE, () -> table.putItemWithResponse(put -> put.item(item)));
  }

  @Override
  public void mention(StoreId storeId, String profileId, Subject subject) {
    CustomerItem item = new CustomerItem();
    item.pk = profile(storeId, profileId);
    item.sk = subject.key();
    SdkFaults.translating(SERVICE, () -> table.putItemWithResponse(put -> put.item(item)));
  }

  @Override
  public List<Subject> mentions(StoreId storeId, String profileId) {
    return items(storeId, profileId).stream()
        .flatMap(item -> Optional.ofNullable(item.sk).stream())
        .filter(key -> !key.equals(PLACEMENT))
        .map(LedgerItems::subject)
        .toList();
  }

  @Override
  public void forget(StoreId storeId, String profileId, Subject subject) {
    Key key = key(profile(storeId, profileId), subject.key());
    SdkFaults.translating(SERVICE, () -> table.deleteItem(key));
  }

  @Override
  public void remove(StoreId storeId, String profileId) {
    items(storeId, profileId)
        .forEach(item -> SdkFaults.translating(SERVICE, () -> table.deleteItem(item)));
  }

  private List<CustomerItem> items(StoreId storeId, String profileId) {
    QueryEnhancedRequest all =
        QueryEnhancedRequest.builder()
            .queryConditional(
                QueryConditional.keyEqualTo(
                    Key.builder().partitionValue(profile(storeId, profileId)).build()))
            .consistentRead(true)
            .build();
    return SdkFaults.translating(SERVICE, () -> table.query(all).items().stream().toList());
  }

  private <T> Optional<T> read(String partition, String sort, Class<T> type) {
    Key key = key(partition, sort);
    return Optional.ofNullable(
            SdkFaults.translating(
                SERVICE, () -> table.getItem(get -> get.key(key).consistentRead(true))))
        .flatMap(item -> Optional.ofNullable(item.data))
        .map(data -> Json.read(Packing.unpack(data), type));
  }

  private boolean written(TransactWriteItemsEnhancedRequest.Builder writes) {
    try {
      client.transactWriteItems(writes.build());
      return true;
    } catch (TransactionCanceledException cancelled) {
      boolean late =
          cancelled.cancellationReasons().stream()
              .anyMatch(
                  reason ->
                      Objects.equals(reason.code(), CONDITION_FAILED)
                          || Objects.equals(reason.code(), CONFLICT));
      if (late) {
        return false;
      }
      throw SdkFaults.fault(SERVICE, cancelled);
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
  }

  private static TransactPutItemEnhancedRequest<CustomerItem> put(CustomerItem item, long seen) {
    item.revision = seen + 1;
    return TransactPutItemEnhancedRequest.builder(CustomerItem.class)
        .item(item)
        .conditionExpression(seen == 0 ? ABSENT : unchanged(seen))
        .build();
  }

  private static TransactDeleteItemEnhancedRequest gone(CustomerItem item, long seen) {
    return TransactDeleteItemEnhancedRequest.builder()
        .key(Key.builder().partitionValue(item.pk).sortValue(item.sk).build())
        .conditionExpression(seen == 0 ? ABSENT : unchanged(seen))
        .build();
  }

  private static Expression unchanged(long seen) {
    return Expression.builder()
        .expression("revision = :seen")
        .putExpressionValue(":seen", AttributeValue.fromN(Long.toString(seen)))
        .build();
  }

  private static String profile(StoreId storeId, String profileId) {
    return storeId + "#profile#" + profileId;
  }

  private static Key key(String partition, String sort) {
    return Key.builder().partitionValue(partition).sortValue(sort).build();
  }
}
