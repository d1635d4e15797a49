package io.orderwire.engine;

import io.orderwire.json.ContentHash;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where raw payloads lie: `raw/{store}/{order|cart}/{id}/{at}-{receipt}.json`. Listing an order's
/// prefix lists its receipts by time; erasing it erases the person.
public final class RawKeys {
  /// Sorts as text, whatever the fraction of the second.
  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final int HASH_LENGTH = 12;
  private static final Pattern PUT_ASIDE = Pattern.compile("raw/[^/]+/receipt/[^/]+[.]json");

  private static final Pattern PAYLOAD =
      Pattern.compile(
          "raw/[^/]+/(?:order|cart)/([^/]+)/"
              + "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z)-"
              + "(.+?)(-fetched-[0-9a-f]{"
              + HASH_LENGTH
              + "})?[.]json");

  private RawKeys() {}

  /// What the key of a payload tells.
  ///
  /// @param externalId of the order or cart that it is of
  /// @param at when the receipt came in, to the millisecond
  /// @param fetched asked for because of the receipt, not brought by it
  public record Payload(String externalId, Instant at, String receiptId, boolean fetched) {}

  /// Empty for a key of anything else.
  public static Optional<Payload> read(String key) {
    Matcher name = PAYLOAD.matcher(key);
    return name.matches()
        ? Optional.of(
            new Payload(
                PercentEncoding.decode(name.group(1)),
                Instant.parse(name.group(2)),
                name.group(3),
                Optional.ofNullable(name.group(4)).isPresent()))
        : Optional.empty();
  }

  /// A delivered or listed payload of an order or cart.
  public static String payload(Subject subject, Instant at, String receiptId) {
    return prefix(subject) + SORTABLE.format(at) + "-" + receiptId + ".json";
  }

  /// A document fetched because of a receipt. Tries of one receipt may fetch different documents,
  /// so its content is part of the name.
  public static String fetched(Subject subject, Instant at, String receiptId, byte[] document) {
    return prefix(subject)
        + SORTABLE.format(at)
        + "-"
        + receiptId
        + "-fetched-"
        + ContentHash.sha256(document).substring(0, HASH_LENGTH)
        + ".json";
  }

  /// A whole intake message that was put aside: its body with all that is needed to replay it.
  public static String putAside(StoreId store, String receiptId) {
    return "raw/" + store + "/receipt/" + receiptId + ".json";
  }

  /// True if a whole message lies there, not a payload alone.
  public static boolean isPutAside(String key) {
    return PUT_ASIDE.matcher(key).matches();
  }

  /// A body that does not fit a message, on its way to the normalizer.
  public static String oversized(StoreId store, String receiptId) {
    return "raw/" + store + "/receipt/" + receiptId + ".body";
  }

  private static String prefix(Subject subject) {
    String kind = subject.kind() == Subject.Kind.CART ? "cart" : "order";
    return "raw/"
        + subject.storeId()
        + "/"
        + kind
        + "/"
        + PercentEncoding.encode(subject.id())
        + "/";
  }

  /// The prefix of everything archived of an order or cart.
  public static String of(Subject subject) {
    return prefix(subject);
  }

  /// The prefix of receipts: whole messages that were put aside, and bodies too large for the
  /// queue.
  public static String receipts(StoreId store) {
    return "raw/" + store + "/receipt/";
  }

  /// The prefix of everything archived of a store.
  public static String ofStore(StoreId store) {
    return "raw/" + store + "/";
  }

  /// The prefix of everything archived of an order.
  public static String ofOrder(StoreId store, ExternalId id) {
    return prefix(Subject.order(store, id));
  }
}
