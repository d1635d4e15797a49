package io.orderwire.aws;

import io.orderwire.json.ContentHash;
import io.orderwire.json.EventJson;
import io.orderwire.json.Json;
import io.orderwire.message.Cause;
import io.orderwire.message.Event;
import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger.Change;
import io.orderwire.port.Ledger.Tally;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Ledger entries as items of the orders table, and back.
///
/// | attribute | holds |
/// |---|---|
/// | `pk`, `sk` | `acme-eu#order#1001`, `v#0000000007` |
/// | `storeId`, `feedKey` | the change feed: recorded-at (nine digits), `#pk#version` |
/// | `detailType` | the event's type, if it is announced: the stream's filter asks for it |
/// | `unannouncedType` | the event's type, if not |
/// | `headline` | what lists show |
/// | `metadata` | the event's metadata as JSON |
/// | `data` | the event's data as JSON, compressed where that makes the item smaller |
/// | `dataKey` | the object that holds the data when the item would get too large |
/// | `rawKey` | the archived payload behind this version |
final class LedgerItems {
  /// Leaves room below 400 KB for the other attributes.
  static final int MAX_INLINE = 350 * 1024;

  private static final DateTimeFormatter FIXED_WIDTH =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern FEED_KEY =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[.][0-9]{9}Z#.+#[0-9]{10}");
  private static final String VERSION = "v#";

  private final ObjectStorage objects;

  LedgerItems(ObjectStorage objects) {
    this.objects = objects;
  }

  /// The item of an entry. Data that is too large for it is in the bucket when this returns.
  LedgerItem write(LedgerEntry entry) {
    LedgerItem item = new LedgerItem();
    Event event = entry.event();
    item.pk = entry.subject().key();
    item.sk = sortKey(entry.version());
    item.storeId = entry.subject().storeId().value();
    item.feedKey =
        String.format(
            Locale.ROOT,
            "%s#%s#%010d",
            fixedWidth(event.detail().metadata().recordedAt()),
            item.pk,
            entry.version());
    String type = event.type().detailType();
    item.detailType = entry.announced() ? type : null;
    item.unannouncedType = entry.announced() ? null : type;
    item.headline = entry.headline();
    item.cause = event.detail().metadata().cause().name().toLowerCase(Locale.ROOT);
    item.metadata = Json.text(event.detail().metadata());
    item.rawKey = entry.rawKey().orElse(null);
    byte[] packed = Packing.pack(Json.bytes(event.detail().data()));
    if (packed.length <= MAX_INLINE) {
      item.data = packed;
      return item;
    }
    String key = dataKey(entry, packed);
    objects.put(key, packed, "application/gzip");
    item.dataKey = key;
    return item;
  }

  /// Deletes the documents of a version that this item does not refer to.
  void forgetOthers(LedgerEntry entry, LedgerItem item) {
    String prefix =
        String.format(
            Locale.ROOT, "documents/%s/%010d", ObjectKeys.path(entry.subject()), entry.version());
    objects.erase(prefix, item.dataKey == null ? Set.of() : Set.of(item.dataKey));
  }

  LedgerEntry read(LedgerItem item) {
    Subject subject = subject(present(item.pk, "pk"));
    String metadata = present(item.metadata, "metadata");
    String type =
        item.detailType == null ? present(item.unannouncedType, "detailType") : item.detailType;
    String data = new String(Packing.unpack(data(item)), StandardCharsets.UTF_8);
    Event event =
        EventJson.read(type, "{\"metadata\":" + metadata + ",\"data\":" + data + "}")
            .orElseThrow(
                () -> new IllegalStateException("unknown event type in the ledger: " + type));
    return new LedgerEntry(
        subject,
        version(present(item.sk, "sk")),
        event,
        item.detailType != null,
        Optional.ofNullable(item.rawKey));
  }

  Change change(LedgerItem item) {
    return new Change(
        subject(present(item.pk, "pk")),
        version(present(item.sk, "sk")),
        recordedAt(present(item.feedKey, "feedKey")),
        present(item.headline, "headline"),
        cause(item));
  }

  /// Of an item that has its feed key and its cause and nothing else.
  Tally.Line line(LedgerItem item) {
    String feedKey = present(item.feedKey, "feedKey");
    Subject subject =
        subject(feedKey.substring(feedKey.indexOf('#') + 1, feedKey.lastIndexOf('#')));
    return new Tally.Line(recordedAt(feedKey), subject.kind(), cause(item));
  }

  private static Instant recordedAt(String feedKey) {
    return Instant.parse(feedKey.substring(0, feedKey.indexOf('#')));
  }

  private static Cause cause(LedgerItem item) {
    return Cause.valueOf(present(item.cause, "cause").toUpperCase(Locale.ROOT));
  }

  static String sortKey(long version) {
    return VERSION + String.format(Locale.ROOT, "%010d", version);
  }

  static boolean isFeedKey(String text) {
    return FEED_KEY.matcher(text).matches();
  }

  /// Text that sorts as the instants do.
  static String fixedWidth(Instant instant) {
    return FIXED_WIDTH.format(instant);
  }

  /// The subject of a key such as `acme-eu#order#1001`.
  static Subject subject(String key) {
    int first = key.indexOf('#');
    int second = key.indexOf('#', first + 1);
    Subject.Kind kind =
        Subject.Kind.valueOf(key.substring(first + 1, second).toUpperCase(Locale.ROOT));
    return new Subject(new StoreId(key.substring(0, first)), kind, key.substring(second + 1));
  }

  private static long version(String sortKey) {
    return Long.parseLong(sortKey.substring(VERSION.length()));
  }

  private byte[] data(LedgerItem item) {
    if (item.data != null) {
      return item.data;
    }
    String key = present(item.dataKey, "dataKey");
    return objects
        .get(key)
        .orElseThrow(
            () -> new IllegalStateException("the ledger refers to " + key + ": it is gone"));
  }

  /// Named by its content too: of two writers that race for a version, the loser must not be read.
  private static String dataKey(LedgerEntry entry, byte[] packed) {
    return String.format(
        Locale.ROOT,
        "documents/%s/%010d-%s.json.gz",
        ObjectKeys.path(entry.subject()),
        entry.version(),
        ContentHash.sha256(packed).substring(0, 16));
  }

  private static String present(@Nullable String value, String attribute) {
    if (value == null) {
      throw new IllegalStateException("an item of the ledger has no " + attribute);
    }
    return value;
  }
}
