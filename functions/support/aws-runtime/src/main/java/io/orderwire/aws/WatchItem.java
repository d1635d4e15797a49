package io.orderwire.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;

/// One item about a cart in the stores table; see [DynamoCartWatch] for what it holds.
final class WatchItem {
  static final TableSchema<WatchItem> SCHEMA =
      StaticTableSchema.builder(WatchItem.class)
          .newItemSupplier(WatchItem::new)
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
                  a.name("orderId")
                      .getter(item -> item.orderId)
                      .setter((item, value) -> item.orderId = value))
          .build();

  @Nullable String pk;
  @Nullable String sk;
  @Nullable String orderId;
}
