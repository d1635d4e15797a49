package io.orderwire.aws;

import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The ledger in the orders table.
public final class DynamoLedger implements Ledger {
  private static final String SERVICE = "DynamoDB";
  private static final Expression NEW_VERSION =
      Expression.builder().expression("attribute_not_exists(sk)").build();

  private static final Expression KNOWN_VERSION =
      Expression.builder().expression("attribute_exists(sk)").build();

  /// A page of the feed reads lines of all kinds; so many reads go into one answer at most.
  private static final int MOST_FEED_READS = 20;

  private static final int FEED_READ = 200;

  private final DynamoDbTable<LedgerItem> table;
  private final DynamoDbIndex<LedgerItem> feed;
  private final LedgerItems items;

  DynamoLedger(DynamoDbEnhancedClient client, String tableName, ObjectStorage objects) {
    this.table = client.table(tableName, LedgerItem.SCHEMA);
    this.feed = table.index(LedgerItem.FEED);
    this.items = new LedgerItems(objects);
  }

  @Override
  public Optional<LedgerEntry> newest(Subject subject, Consistency consistency) {
    QueryEnhancedRequest backwards =
        QueryEnhancedRequest.builder()
            .queryConditional(QueryConditional.keyEqualTo(partition(subject)))
            .consistentRead(consistency == Consistency.STRONG)
            .scanIndexForward(false)
            .limit(1)
            .build();
    return firstPage(backwards).stream().findFirst().map(items::read);
  }

  @Override
  public Optional<LedgerEntry> version(Subject subject, long version) {
    Key key = key(subject, version);
    return Optional.ofNullable(SdkFaults.translating(SERVICE, () -> table.getItem(key)))
        .map(items::read);
  }

  @Override
  public List<LedgerEntry> history(Subject subject, long fromVersion, int limit) {
    QueryEnhancedRequest forwards =
        QueryEnhancedRequest.builder()
            .queryConditional(QueryConditional.sortGreaterThanOrEqualTo(key(subject, fromVersion)))
            .limit(limit)
            .build();
    // A page ends at 1 MB, so one is not always enough.
    return SdkFaults.translating(
        SERVICE,
        () -> table.query(forwards).items().stream().limit(limit).map(items::read).toList());
  }

  /// One write. When the version exists already, what is there comes back with the refusal: if it
  /// is this very entry, an earlier try of this call had written it and its answer was lost.
  @Override
  public boolean append(LedgerEntry entry) {
    LedgerItem item = items.write(entry);
    PutItemEnhancedRequest<LedgerItem> put =
        PutItemEnhancedRequest.builder(LedgerItem.class)
            .item(item)
            .conditionExpression(NEW_VERSION)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      table.putItemWithResponse(put);
      return true;
    } catch (ConditionalCheckFailedException taken) {
      return taken.hasItem() && LedgerItem.SCHEMA.mapToItem(taken.item()).sameAs(item);
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
  }

  /// The item is put anew under its key: the stream tells of a change, which the dispatcher passes
  /// over.
  @Override
  public boolean replace(LedgerEntry entry) {
    LedgerItem item = items.write(entry);
    PutItemEnhancedRequest<LedgerItem> put =
        PutItemEnhancedRequest.builder(LedgerItem.class)
            .item(item)
            .conditionExpression(KNOWN_VERSION)
            .build();
    try {
      table.putItemWithResponse(put);
    } catch (ConditionalCheckFailedException unknown) {
      return false;
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
    items.forgetOthers(entry, item);
    return true;
  }

  @Override
  public ChangePage changedSince(
      StoreId storeId, Subject.Kind kind, Instant since, Optional<String> cursor, int limit) {
    return read(kind, cursor, limit, after -> feedPage(onwards(storeId, since, after), true));
  }

  @Override
  public ChangePage latest(StoreId storeId, Subject.Kind kind, Optional<String> cursor, int limit) {
    return read(kind, cursor, limit, after -> feedPage(backwards(storeId, after), false));
  }

  /// Forty lines or so to a read unit, however little of each is asked for.
  @Override
  public Tally tally(StoreId storeId, Instant from, Instant until, int most) {
    QueryConditional period =
        QueryConditional.sortBetween(
            feedKey(storeId, LedgerItems.fixedWidth(from)),
            feedKey(storeId, LedgerItems.fixedWidth(until)));
    List<Tally.Line> lines = new ArrayList<>();
    Map<String, AttributeValue> after = Map.of();
    do {
      Page<LedgerItem> page = linesBack(period, after, most + 1 - lines.size());
      page.items().forEach(item -> lines.add(items.line(item)));
      after = page.lastEvaluatedKey() == null ? Map.of() : page.lastEvaluatedKey();
    } while (!after.isEmpty() && lines.size() <= most);
    return Tally.of(lines, most);
  }

  private Page<LedgerItem> linesBack(
      QueryConditional period, Map<String, AttributeValue> after, int limit) {
    QueryEnhancedRequest query =
        QueryEnhancedRequest.builder()
            .queryConditional(period)
            .scanIndexForward(false)
            .attributesToProject("feedKey", "cause")
            .exclusiveStartKey(after.isEmpty() ? null : after)
            .limit(limit)
            .build();
    return SdkFaults.translating(SERVICE, () -> feed.query(query).iterator().next());
  }

  /// @param next the lines of all kinds that come after a position, or the first ones
  private ChangePage read(
      Subject.Kind kind,
      Optional<String> cursor,
      int limit,
      Function<Optional<String>, Page<LedgerItem>> next) {
    List<Change> found = new ArrayList<>();
    Optional<String> after = cursor.map(DynamoLedger::decoded);
    for (int reads = 0; reads < MOST_FEED_READS; reads++) {
      Page<LedgerItem> page = next.apply(after);
      for (LedgerItem item : page.items()) {
        Change change = items.change(item);
        if (change.subject().kind() == kind) {
          if (found.size() == limit) {
            return new ChangePage(found, after.map(DynamoLedger::encoded));
          }
          found.add(change);
        }
        after = Optional.ofNullable(item.feedKey);
      }
      if (page.lastEvaluatedKey() == null) {
        return new ChangePage(found, Optional.empty());
      }
    }
    return new ChangePage(found, after.map(DynamoLedger::encoded));
  }

  private static QueryConditional onwards(StoreId storeId, Instant since, Optional<String> after) {
    return after
        .map(last -> QueryConditional.sortGreaterThan(feedKey(storeId, last)))
        .orElseGet(
            () ->
                QueryConditional.sortGreaterThanOrEqualTo(
                    feedKey(storeId, LedgerItems.fixedWidth(since))));
  }

  private static QueryConditional backwards(StoreId storeId, Optional<String> after) {
    return after
        .map(last -> QueryConditional.sortLessThan(feedKey(storeId, last)))
        .orElseGet(
            () ->
                QueryConditional.keyEqualTo(Key.builder().partitionValue(storeId.value()).build()));
  }

  private Page<LedgerItem> feedPage(QueryConditional lines, boolean forwards) {
    QueryEnhancedRequest query =
        QueryEnhancedRequest.builder()
            .queryConditional(lines)
            .scanIndexForward(forwards)
            .limit(FEED_READ)
            .build();
    return SdkFaults.translating(SERVICE, () -> feed.query(query).iterator().next());
  }

  private List<LedgerItem> firstPage(QueryEnhancedRequest query) {
    return SdkFaults.translating(SERVICE, () -> table.query(query).iterator().next().items());
  }

  private static Key partition(Subject subject) {
    return Key.builder().partitionValue(subject.key()).build();
  }

  private static Key key(Subject subject, long version) {
    return Key.builder()
        .partitionValue(subject.key())
        .sortValue(LedgerItems.sortKey(version))
        .build();
  }

  private static Key feedKey(StoreId storeId, String position) {
    return Key.builder().partitionValue(storeId.value()).sortValue(position).build();
  }

  private static String encoded(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String cursor) {
    String position = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    if (!LedgerItems.isFeedKey(position)) {
      throw new IllegalArgumentException("no page gave this cursor: " + cursor);
    }
    return position;
  }
}
