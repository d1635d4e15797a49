package io.orderwire.aws;

import io.orderwire.port.FirstAnswers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.DeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// First answers in the stores table, one item for each key: `note` tells the request, `name` whose
/// work it is, `revision` until when that may last (milliseconds), `document` the answer. The table
/// drops them by their `expiresAt`, and until it does they are passed by.
public final class DynamoFirstAnswers implements FirstAnswers {
  private static final String SERVICE = "DynamoDB";
  private static final String SORT = "answer";

  /// Nobody has the key, or not any more, or whoever had it for the same request is dead.
  private static final String FREE =
      "attribute_not_exists(pk) OR expiresAt <= :seconds"
          + " OR (attribute_not_exists(#document) AND revision <= :now AND note = :request)";

  private static final String UNANSWERED = "attribute_not_exists(#document) AND #name = :id";

  private final DynamoDbTable<StoreItem> table;

  DynamoFirstAnswers(DynamoDbEnhancedClient client, String tableName) {
    this.table = client.table(tableName, StoreItem.SCHEMA);
  }

  @Override
  public Begun begin(Work work, Instant now) {
    Expression free =
        Expression.builder()
            .expression(FREE)
            .putExpressionName("#document", "document")
            .putExpressionValue(
                ":seconds", AttributeValue.fromN(Long.toString(now.getEpochSecond())))
            .putExpressionValue(":now", AttributeValue.fromN(Long.toString(now.toEpochMilli())))
            .putExpressionValue(":request", AttributeValue.fromS(work.request()))
            .build();
    return put(item(work), free).map(there -> begun(work, there)).orElseGet(Begun.Now::new);
  }

  /// The answer to an earlier try may have been lost: then what is there is what was to be.
  private static Begun begun(Work work, Map<String, AttributeValue> there) {
    StoreItem held = StoreItem.SCHEMA.mapToItem(there);
    return work.id().equals(held.name) && held.document == null
        ? new Begun.Now()
        : Begun.of(
            work.request(),
            StoreItems.present(held.note, "note"),
            Optional.ofNullable(held.document));
  }

  @Override
  public void answer(Work work, String answer) {
    StoreItem item = item(work);
    item.document = answer;
    put(item, unanswered(work));
  }

  @Override
  public void giveUp(Work work) {
    try {
      table.deleteItem(
          DeleteItemEnhancedRequest.builder()
              .key(key(work))
              .conditionExpression(unanswered(work))
              .build());
    } catch (ConditionalCheckFailedException anothers) {
      return;
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
  }

  /// What is there already, where the condition is not met.
  private Optional<Map<String, AttributeValue>> put(StoreItem item, Expression condition) {
    try {
      table.putItemWithResponse(
          PutItemEnhancedRequest.builder(StoreItem.class)
              .item(item)
              .conditionExpression(condition)
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
              .build());
      return Optional.empty();
    } catch (ConditionalCheckFailedException unmet) {
      return Optional.of(unmet.item());
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
  }

  private static Expression unanswered(Work work) {
    return Expression.builder()
        .expression(UNANSWERED)
        .putExpressionName("#document", "document")
        .putExpressionName("#name", "name")
        .putExpressionValue(":id", AttributeValue.fromS(work.id()))
        .build();
  }

  private static StoreItem item(Work work) {
    StoreItem item = new StoreItem();
    item.pk = partition(work);
    item.sk = SORT;
    item.note = work.request();
    item.name = work.id();
    item.revision = work.until().toEpochMilli();
    item.expiresAt = work.expiresAt().getEpochSecond();
    return item;
  }

  private static Key key(Work work) {
    return Key.builder().partitionValue(partition(work)).sortValue(SORT).build();
  }

  private static String partition(Work work) {
    return "idempotency#" + work.key();
  }
}
