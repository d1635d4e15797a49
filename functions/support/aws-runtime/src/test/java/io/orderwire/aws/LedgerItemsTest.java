package io.orderwire.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.orderwire.model.StoreId;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.testkit.ports.Samples;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerItemsTest {
  private static final StoreId STORE = new StoreId("acme-eu");

  private final ScriptedObjects s3 = new ScriptedObjects();
  private final ObjectStorage objects = new ObjectStorage(s3, "raw");
  private final LedgerItems items = new LedgerItems(objects);

  @Test
  void hasTheKeysThatTheTableIsReadBy() {
    LedgerItem item = items.write(Samples.order(STORE, "1001", 7, Samples.NOON, ""));
    assertThat(item.pk).isEqualTo("acme-eu#order#1001");
    assertThat(item.sk).isEqualTo("v#0000000007");
    assertThat(item.storeId).isEqualTo("acme-eu");
    assertThat(item.feedKey)
        .isEqualTo("2026-11-23T12:00:00.250000000Z#acme-eu#order#1001#0000000007");
    assertThat(item.detailType).isEqualTo("order.changed");
    assertThat(item.headline).isEqualTo("pending");
  }

  /// The stream's filter takes the items that carry the attribute `detailType`.
  @Test
  void hasNoDetailTypeWhenItIsNotAnnounced() {
    LedgerEntry entry = Samples.order(STORE, "1001", 1, Samples.NOON, "");
    LedgerEntry silent =
        new LedgerEntry(entry.subject(), 1, entry.event(), false, Optional.empty());
    Map<String, ?> attributes = LedgerItem.SCHEMA.itemToMap(items.write(silent), true);
    assertThat(attributes.keySet()).contains("unannouncedType").doesNotContain("detailType");
    assertThat(items.read(items.write(silent))).isEqualTo(silent);
  }

  /// Text compresses, noise does not; past 350 KB the bucket takes it.
  @ParameterizedTest
  @CsvSource({"0, 2500, 0", "100000, 2000, 0", "1500000, 8000, 0"})
  void keepsItemsOfTextSmall(int length, int mostBytes, int objectsWritten) {
    String text = "line item, ".repeat(length / 11);
    LedgerItem item = items.write(Samples.order(STORE, "1001", 1, Samples.NOON, text));
    assertThat(item.data).isNotNull().hasSizeLessThan(mostBytes);
    assertThat(s3.written()).hasSize(objectsWritten);
  }

  @Test
  void putsAsideWhatDoesNotFit() {
    LedgerEntry entry = Samples.order(STORE, "1/../2", 1, Samples.NOON, Samples.noise(1_000_000));
    LedgerItem item = items.write(entry);
    assertThat(item.data).isNull();
    assertThat(item.dataKey)
        .startsWith("documents/acme-eu/order/1%2F..%2F2/0000000001-")
        .isEqualTo(items.write(entry).dataKey);
    LedgerEntry other = Samples.order(STORE, "1/../2", 1, Samples.NOON, Samples.noise(1_000_001));
    assertThat(items.write(other).dataKey).isNotEqualTo(item.dataKey);
  }

  @Test
  void theSameEntryGivesTheSameBytes() {
    LedgerEntry entry = Samples.order(STORE, "1001", 1, Samples.NOON, Samples.noise(50_000));
    assertThat(items.write(entry).sameAs(items.write(entry))).isTrue();
  }

  @Test
  void readsWhatTheStreamShows() {
    LedgerEntry entry = Samples.order(STORE, "1001", 2, Samples.NOON, "Ü".repeat(5_000));
    Map<String, AttributeValue> image = new LinkedHashMap<>();
    LedgerItem.SCHEMA
        .itemToMap(items.write(entry), true)
        .forEach(
            (name, value) ->
                image.put(
                    name,
                    value.b() == null
                        ? new AttributeValue(value.s())
                        : new AttributeValue().withB(value.b().asByteBuffer())));
    assertThat(new StreamImages(objects).fromImage(image)).isEqualTo(entry);
    assertThat(new StreamImages(objects).fromImage(image)).isEqualTo(entry);
  }

  @Test
  void readsSubjectsWhateverTheirIds() {
    Subject odd = new Subject(STORE, Subject.Kind.CART, "a#b/c d");
    assertThat(LedgerItems.subject(odd.key())).isEqualTo(odd);
  }

  @Test
  void instantsSortAsText() {
    Instant noon = Instant.parse("2026-11-23T12:00:00Z");
    assertThat(LedgerItems.fixedWidth(noon)).isLessThan(LedgerItems.fixedWidth(noon.plusNanos(1)));
    assertThat(LedgerItems.fixedWidth(noon.plusMillis(999)))
        .isLessThan(LedgerItems.fixedWidth(noon.plusSeconds(1)));
  }
}
