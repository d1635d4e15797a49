package io.orderwire.aws;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.orderwire.port.LedgerEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/// Reads ledger entries out of the stream of the orders table.
public final class StreamImages {
  private final LedgerItems items;

  StreamImages(ObjectStorage objects) {
    this.items = new LedgerItems(objects);
  }

  /// The entry of a record's new image. Reads the bucket only for data that did not fit the item.
  ///
  /// @throws IllegalStateException if the image is not one of a ledger item
  public LedgerEntry fromImage(Map<String, AttributeValue> image) {
    Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> attributes =
        new LinkedHashMap<>();
    image.forEach((name, value) -> attributes.put(name, value(name, value)));
    return items.read(LedgerItem.SCHEMA.mapToItem(attributes));
  }

  private static software.amazon.awssdk.services.dynamodb.model.AttributeValue value(
      String name, AttributeValue value) {
    var builder = software.amazon.awssdk.services.dynamodb.model.AttributeValue.builder();
    if (value.getS() != null) {
      return builder.s(value.getS()).build();
    }
    if (value.getB() != null) {
      return builder.b(SdkBytes.fromByteBuffer(value.getB())).build();
    }
    throw new IllegalStateException("attribute " + name + " of a ledger item is neither S nor B");
  }
}
