package io.orderwire.aws;

import io.orderwire.json.Json;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;

/// One item of the customers table; see [DynamoCustomers] for what it holds.
final class CustomerItem {
  static final TableSchema<CustomerItem> SCHEMA =
      StaticTableSchema.builder(CustomerItem.class)
          .newItemSupplier(CustomerItem::new)
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
              Long.class,
              a ->
                  a.name("revision")
                      .getter(item -> item.revision)
                      .setter((item, value) -> item.revision = value))
          .addAttribute(
              byte[].class,
              a ->
                  a.name("data")
                      .getter(item -> item.data)
                      .setter((item, value) -> item.data = value))
          .build();

  @Nullable String pk;
  @Nullable String sk;
  @Nullable Long revision;
  byte @Nullable [] data;

  /// An item that carries `data` as JSON, without a revision.
  static CustomerItem of(String partition, String sort, Object data) {
    CustomerItem item = new CustomerItem();
    item.pk = partition;
    item.sk = sort;
    item.data = Packing.pack(Json.bytes(data));
    return item;
  }
}
