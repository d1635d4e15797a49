package io.orderwire.aws;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;

/// One item of the orders table. Attributes that are not there are null, as the SDK has it; see
/// [LedgerItems] for what they hold.
final class LedgerItem {
  static final String FEED = "by-store";

  static final TableSchema<LedgerItem> SCHEMA =
      StaticTableSchema.builder(LedgerItem.class)
          .newItemSupplier(LedgerItem::new)
          .addAttribute(
              String.class,
              a ->
                  a.name("pk")
                      .getter(item -> item.pk)
                      .setter((item, value) -> item.pk = value)
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name("sk")
                      .getter(item -> item.sk)
                      .setter((item, value) -> item.sk = value)
                      .tags(StaticAttributeTags.primarySortKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name("storeId")
                      .getter(item -> item.storeId)
                      .setter((item, value) -> item.storeId = value)
                      .tags(StaticAttributeTags.secondaryPartitionKey(FEED)))
          .addAttribute(
              String.class,
              a ->
                  a.name("feedKey")
                      .getter(item -> item.feedKey)
                      .setter((item, value) -> item.feedKey = value)
                      .tags(StaticAttributeTags.secondarySortKey(FEED)))
          .addAttribute(
              String.class,
              a ->
                  a.name("detailType")
                      .getter(item -> item.detailType)
                      .setter((item, value) -> item.detailType = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("unannouncedType")
                      .getter(item -> item.unannouncedType)
                      .setter((item, value) -> item.unannouncedType = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("headline")
                      .getter(item -> item.headline)
                      .setter((item, value) -> item.headline = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("cause")
                      .getter(item -> item.cause)
                      .setter((item, value) -> item.cause = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("metadata")
                      .getter(item -> item.metadata)
                      .setter((item, value) -> item.metadata = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("rawKey")
                      .getter(item -> item.rawKey)
                      .setter((item, value) -> item.rawKey = value))
          .addAttribute(
              byte[].class,
              a ->
                  a.name("data")
                      .getter(item -> item.data)
                      .setter((item, value) -> item.data = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("dataKey")
                      .getter(item -> item.dataKey)
                      .setter((item, value) -> item.dataKey = value))
          .build();

  @Nullable String pk;
  @Nullable String sk;
  @Nullable String storeId;
  @Nullable String feedKey;
  @Nullable String detailType;
  @Nullable String unannouncedType;
  @Nullable String headline;
  @Nullable String cause;
  @Nullable String metadata;
  @Nullable String rawKey;
  byte @Nullable [] data;
  @Nullable String dataKey;

  /// True if both are the same version written by the same piece of work.
  boolean sameAs(LedgerItem other) {
    return Objects.equals(pk, other.pk)
        && Objects.equals(sk, other.sk)
        && Objects.equals(metadata, other.metadata)
        && Objects.equals(dataKey, other.dataKey)
        && Arrays.equals(data, other.data);
  }
}
