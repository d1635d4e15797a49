package io.orderwire.aws;

import io.orderwire.json.Json;
import io.orderwire.port.EventSubscription;
import io.orderwire.port.EventSubscriptions;
import io.orderwire.port.SubscriptionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The event subscriptions in the stores table, each as JSON in `document`.
///
/// | `pk` | `sk` | holds |
/// |---|---|---|
/// | `subscriptions` | the subscription's id | the subscription |
/// | `attempts#<id>` | when, `#`, try, `#`, event id | a try; the table drops it by its `expiresAt`
/// |
///
/// Subscriptions lie in one partition: they are few, change rarely, and all of them are asked for
/// at once, consistently, which no index can.
public final class DynamoEventSubscriptions implements EventSubscriptions {
  private static final String SERVICE = "DynamoDB";
  private static final String PARTITION = "subscriptions";
  private static final Duration ATTEMPTS_KEPT = Duration.ofDays(14);
  private static final Pattern ATTEMPT_KEY = Pattern.compile("[0-9T:.-]+Z#[0-9]{5}#.+");
  private static final Expression ABSENT =
      Expression.builder().expression("attribute_not_exists(pk)").build();

  private final DynamoDbTable<StoreItem> table;

  DynamoEventSubscriptions(DynamoDbEnhancedClient client, String tableName) {
    this.table = client.table(tableName, StoreItem.SCHEMA);
  }

  @Override
  public Optional<EventSubscription> get(SubscriptionId id) {
    return Optional.ofNullable(
            SdkFaults.translating(
                SERVICE,
                () ->
                    table.getItem(get -> get.key(key(PARTITION, id.value())).consistentRead(true))))
        .map(DynamoEventSubscriptions::subscription);
  }

  @Override
  public boolean add(EventSubscription subscription) {
    return put(subscription, ABSENT);
  }

  @Override
  public boolean update(EventSubscription subscription) {
    Expression stillThere =
        Expression.builder()
            .expression("revision = :read")
            .putExpressionValue(
                ":read", AttributeValue.fromN(Long.toString(subscription.revision())))
            .build();
    return put(subscription.withRevision(subscription.revision() + 1), stillThere);
  }

  private boolean put(EventSubscription subscription, Expression condition) {
    StoreItem item = new StoreItem();
    item.pk = PARTITION;
    item.sk = subscription.id().value();
    item.revision = subscription.revision();
    item.document = Json.text(subscription);
    try {
      table.putItemWithResponse(
          PutItemEnhancedRequest.builder(StoreItem.class)
              .item(item)
              .conditionExpression(condition)
              .build());
      return true;
    } catch (ConditionalCheckFailedException somebodyWasFirst) {
      return false;
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
  }

  @Override
  public void remove(SubscriptionId id) {
    SdkFaults.translating(SERVICE, () -> table.deleteItem(key(PARTITION, id.value())));
  }

  @Override
  public SubscriptionPage list(Optional<SubscriptionId> cursor, int limit) {
    QueryConditional rest =
        cursor
            .map(last -> QueryConditional.sortGreaterThan(key(PARTITION, last.value())))
            .orElseGet(() -> QueryConditional.keyEqualTo(partition(PARTITION)));
    QueryEnhancedRequest query =
        QueryEnhancedRequest.builder()
            .queryConditional(rest)
            .limit(limit + 1)
            .consistentRead(true)
            .build();
    // A page ends at 1 MB, so one is not always enough.
    List<EventSubscription> found =
        SdkFaults.translating(
            SERVICE,
            () ->
                table.query(query).items().stream()
                    .limit(limit + 1L)
                    .map(DynamoEventSubscriptions::subscription)
                    .toList());
    boolean more = found.size() > limit;
    List<EventSubscription> page = more ? found.subList(0, limit) : found;
    return new SubscriptionPage(page, more ? Optional.of(page.getLast().id()) : Optional.empty());
  }

  @Override
  public void record(Attempt attempt) {
    StoreItem item = new StoreItem();
    item.pk = attemptsOf(attempt.subscriptionId());
    item.sk =
        String.format(
            Locale.ROOT,
            "%s#%05d#%s",
            LedgerItems.fixedWidth(attempt.at()),
            attempt.number(),
            attempt.eventId());
    item.document = Json.text(attempt);
    item.expiresAt = attempt.at().plus(ATTEMPTS_KEPT).getEpochSecond();
    SdkFaults.translating(SERVICE, () -> table.putItemWithResponse(put -> put.item(item)));
  }

  @Override
  public AttemptPage attempts(SubscriptionId id, Optional<String> cursor, int limit) {
    cursor
        .filter(text -> !ATTEMPT_KEY.matcher(text).matches())
        .ifPresent(
            text -> {
              throw new IllegalArgumentException("no page gave this cursor: " + text);
            });
    QueryConditional rest =
        cursor
            .map(last -> QueryConditional.sortLessThan(key(attemptsOf(id), last)))
            .orElseGet(() -> QueryConditional.keyEqualTo(partition(attemptsOf(id))));
    QueryEnhancedRequest query =
        QueryEnhancedRequest.builder()
            .queryConditional(rest)
            .scanIndexForward(false)
            .limit(limit + 1)
            .build();
    List<StoreItem> found =
        SdkFaults.translating(
            SERVICE, () -> table.query(query).items().stream().limit(limit + 1L).toList());
    boolean more = found.size() > limit;
    List<StoreItem> page = more ? found.subList(0, limit) : found;
    return new AttemptPage(
        page.stream().map(DynamoEventSubscriptions::attempt).toList(),
        more ? Optional.ofNullable(page.getLast().sk) : Optional.empty());
  }

  /// Looks at the newest first, and no further than needed.
  @Override
  public boolean deliveredSince(SubscriptionId id, Instant since) {
    QueryEnhancedRequest query =
        QueryEnhancedRequest.builder()
            .queryConditional(
                QueryConditional.sortGreaterThanOrEqualTo(
                    key(attemptsOf(id), LedgerItems.fixedWidth(since))))
            .scanIndexForward(false)
            .consistentRead(true)
            .build();
    return SdkFaults.translating(
        SERVICE,
        () ->
            table.query(query).items().stream()
                .map(DynamoEventSubscriptions::attempt)
                .anyMatch(attempt -> attempt.failure().isEmpty()));
  }

  private static EventSubscription subscription(StoreItem item) {
    return Json.read(StoreItems.present(item.document, "document"), EventSubscription.class);
  }

  private static Attempt attempt(StoreItem item) {
    return Json.read(StoreItems.present(item.document, "document"), Attempt.class);
  }

  private static String attemptsOf(SubscriptionId id) {
    return "attempts#" + id;
  }

  private static Key partition(String pk) {
    return Key.builder().partitionValue(pk).build();
  }

  private static Key key(String pk, String sk) {
    return Key.builder().partitionValue(pk).sortValue(sk).build();
  }
}
