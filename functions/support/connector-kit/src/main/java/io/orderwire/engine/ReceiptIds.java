package io.orderwire.engine;

import io.orderwire.json.ContentHash;
import io.orderwire.model.ExternalId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Names of receipts: the same delivery has the same id for ever, and nothing else has it.
public final class ReceiptIds {
  private static final int LENGTH = 32;

  private ReceiptIds() {}

  /// Of a webhook delivery. The platform's delivery id alone would not do: WooCommerce gives two
  /// deliveries of one second the same.
  public static String delivery(Optional<String> platformId, String topic, byte[] body) {
    return hashed("delivery", platformId.orElse(""), topic, ContentHash.sha256(body));
  }

  /// Of a listed row with this content.
  public static String row(String loop, ExternalId id, String contentHash) {
    return hashed("row", loop, id.value(), contentHash);
  }

  /// Of a question about an order that another receipt leaves open.
  public static String question(String receiptId, ExternalId id) {
    return hashed("question", receiptId, id.value());
  }

  private static String hashed(String... parts) {
    String joined = String.join("\n", parts);
    return ContentHash.sha256(joined.getBytes(StandardCharsets.UTF_8)).substring(0, LENGTH);
  }
}
