package io.orderwire.aws;

import io.orderwire.json.Json;
import io.orderwire.model.StoreId;
import io.orderwire.port.Erasures;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.util.List;
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

/// Erasures in the customers table.
///
/// | `pk` | `sk` | `data` |
/// |---|---|---|
/// | `acme-eu#erased#acme-eu#order#1001` | `mark` | when |
/// | `acme-eu#erasures` | the request's id | the erasure as JSON |
public final class DynamoErasures implements Erasures {
  private static final String SERVICE = "DynamoDB";
  private static final String MARK = "mark";
  private static final Expression ABSENT =
      Expression.builder().expression("attribute_not_exists(pk)").build();

  private final DynamoDbTable<CustomerItem> table;

  DynamoErasures(DynamoDbEnhancedClient client, String tableName) {
    this.table = client.table(tableName, CustomerItem.SCHEMA);
  }

  @Override
  public void mark(Subject subject, Instant at) {
    CustomerItem item = CustomerItem.of(marks(subject), MARK, at);
    try {
      table.putItemWithResponse(
          PutItemEnhancedRequest.builder(CustomerItem.class)
              .item(item)
              .conditionExpression(ABSENT)
              .build());
    } catch (ConditionalCheckFailedException markedBefore) {
      // The first time stays.
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
  }

  @Override
  public Optional<Instant> marked(Subject subject) {
    return read(marks(subject), MARK, Instant.class);
  }

  @Override
  public void save(Erasure erasure) {
    CustomerItem item = CustomerItem.of(records(erasure.storeId()), erasure.id(), erasure);
    SdkFaults.translating(SERVICE, () -> table.putItemWithResponse(put -> put.item(item)));
  }

  @Override
  public Optional<Erasure> find(StoreId storeId, String id) {
    return read(records(storeId), id, Erasure.class);
  }

  @Override
  public List<Erasure> list(StoreId storeId, int limit) {
    QueryEnhancedRequest query =
        QueryEnhancedRequest.builder()
            .queryConditional(
                QueryConditional.keyEqualTo(Key.builder().partitionValue(records(storeId)).build()))
            .limit(limit)
            .build();
    return SdkFaults.translating(
        SERVICE,
        () ->
            table.query(query).items().stream()
                .limit(limit)
                .flatMap(item -> Optional.ofNullable(item.data).stream())
                .map(data -> Json.read(Packing.unpack(data), Erasure.class))
                .toList());
  }

  private <T> Optional<T> read(String partition, String sort, Class<T> type) {
    Key key = Key.builder().partitionValue(partition).sortValue(sort).build();
    return Optional.ofNullable(
            SdkFaults.translating(
                SERVICE, () -> table.getItem(get -> get.key(key).consistentRead(true))))
        .flatMap(item -> Optional.ofNullable(item.data))
        .map(data -> Json.read(Packing.unpack(data), type));
  }

  private static String marks(Subject subject) {
    return subject.storeId() + "#erased#" + subject.key();
  }

  private static String records(StoreId storeId) {
    return storeId + "#erasures";
  }
}
