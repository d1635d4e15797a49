package io.orderwire.aws;

import io.orderwire.json.Json;
import io.orderwire.model.StoreId;
import io.orderwire.port.AskedPolls;
import java.time.Duration;
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

/// The polls that were asked for, in the stores table: `asked#{poll}#` holds what was asked for,
/// `asked#{poll}#{loop}` how that loop ended, each as JSON in `document`. The table drops them by
/// their `expiresAt`.
public final class DynamoAskedPolls implements AskedPolls {
  private static final String SERVICE = "DynamoDB";
  private static final Duration KEPT = Duration.ofDays(7);
  private static final Expression ABSENT =
      Expression.builder().expression("attribute_not_exists(pk)").build();

  private final DynamoDbTable<StoreItem> table;

  DynamoAskedPolls(DynamoDbEnhancedClient client, String tableName) {
    this.table = client.table(tableName, StoreItem.SCHEMA);
  }

  @Override
  public void begin(Asked poll) {
    StoreItem item = item(poll.storeId(), key(poll.id(), ""), Json.text(poll), poll.askedAt());
    SdkFaults.translating(SERVICE, () -> table.putItemWithResponse(put -> put.item(item)));
  }

  @Override
  public void ended(StoreId storeId, String pollId, LoopEnd end) {
    StoreItem item = item(storeId, key(pollId, end.loop()), Json.text(end), end.endedAt());
    try {
      table.putItemWithResponse(
          PutItemEnhancedRequest.builder(StoreItem.class)
              .item(item)
              .conditionExpression(ABSENT)
              .build());
    } catch (ConditionalCheckFailedException writtenBefore) {
      return;
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
  }

  @Override
  public Optional<Asked> find(StoreId storeId, String pollId) {
    QueryEnhancedRequest query =
        QueryEnhancedRequest.builder()
            .queryConditional(
                QueryConditional.sortBeginsWith(
                    Key.builder()
                        .partitionValue(StoreItems.storeKey(storeId))
                        .sortValue(key(pollId, ""))
                        .build()))
            .consistentRead(true)
            .build();
    List<StoreItem> items =
        SdkFaults.translating(SERVICE, () -> table.query(query).items().stream().toList());
    return items.stream()
        .filter(item -> key(pollId, "").equals(item.sk))
        .findFirst()
        .map(item -> Json.read(StoreItems.present(item.document, "document"), Asked.class))
        .map(poll -> with(poll, items));
  }

  private static Asked with(Asked poll, List<StoreItem> items) {
    List<LoopEnd> ended =
        poll.loops().stream()
            .flatMap(
                loop ->
                    items.stream()
                        .filter(item -> key(poll.id(), loop).equals(item.sk))
                        .map(item -> StoreItems.present(item.document, "document")))
            .map(text -> Json.read(text, LoopEnd.class))
            .toList();
    return new Asked(poll.storeId(), poll.id(), poll.askedAt(), poll.loops(), ended);
  }

  private static StoreItem item(StoreId storeId, String sort, String document, Instant at) {
    StoreItem item = new StoreItem();
    item.pk = StoreItems.storeKey(storeId);
    item.sk = sort;
    item.document = document;
    item.expiresAt = at.plus(KEPT).getEpochSecond();
    return item;
  }

  private static String key(String pollId, String loop) {
    return "asked#" + pollId + "#" + loop;
  }
}
