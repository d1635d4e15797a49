package io.orderwire.aws;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;

/// One item of the stores table; which attributes it has depends on its keys. Absent ones are null,
/// as the SDK has it. See [StoreItems].
final class StoreItem {
  static final String BY_KIND = "by-kind";

  static final TableSchema<StoreItem> SCHEMA =
      StaticTableSchema.builder(StoreItem.class)
          .newItemSupplier(StoreItem::new)
          .addAttribute(
              String.class,
              a ->
                  a.name("pk")
                      .getter(item -> item.pk)
                      .setter((item, value) -> item.pk = value)
                      .tags(
                          StaticAttributeTags.primaryPartitionKey(),
                          StaticAttributeTags.secondarySortKey(BY_KIND)))
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
                  a.name("kind")
                      .getter(item -> item.kind)
                      .setter((item, value) -> item.kind = value)
                      .tags(StaticAttributeTags.secondaryPartitionKey(BY_KIND)))
          .addAttribute(
              Long.class,
              a ->
                  a.name("revision")
                      .getter(item -> item.revision)
                      .setter((item, value) -> item.revision = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("storeId")
                      .getter(item -> item.storeId)
                      .setter((item, value) -> item.storeId = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("platform")
                      .getter(item -> item.platform)
                      .setter((item, value) -> item.platform = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("name")
                      .getter(item -> item.name)
                      .setter((item, value) -> item.name = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("baseUrl")
                      .getter(item -> item.baseUrl)
                      .setter((item, value) -> item.baseUrl = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("endpointToken")
                      .getter(item -> item.endpointToken)
                      .setter((item, value) -> item.endpointToken = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("credentials")
                      .getter(item -> item.credentials)
                      .setter((item, value) -> item.credentials = value))
          .addAttribute(
              Boolean.class,
              a ->
                  a.name("canCall")
                      .getter(item -> item.canCall)
                      .setter((item, value) -> item.canCall = value))
          .addAttribute(
              EnhancedType.mapOf(String.class, String.class),
              a ->
                  a.name("options")
                      .getter(item -> item.options)
                      .setter((item, value) -> item.options = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("mapping")
                      .getter(item -> item.mapping)
                      .setter((item, value) -> item.mapping = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("state")
                      .getter(item -> item.state)
                      .setter((item, value) -> item.state = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("health")
                      .getter(item -> item.health)
                      .setter((item, value) -> item.health = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("connectedAt")
                      .getter(item -> item.connectedAt)
                      .setter((item, value) -> item.connectedAt = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("watermark")
                      .getter(item -> item.watermark)
                      .setter((item, value) -> item.watermark = value))
          .addAttribute(
              byte[].class,
              a ->
                  a.name("seen")
                      .getter(item -> item.seen)
                      .setter((item, value) -> item.seen = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("document")
                      .getter(item -> item.document)
                      .setter((item, value) -> item.document = value))
          .addAttribute(
              Long.class,
              a ->
                  a.name("expiresAt")
                      .getter(item -> item.expiresAt)
                      .setter((item, value) -> item.expiresAt = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("note")
                      .getter(item -> item.note)
                      .setter((item, value) -> item.note = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("callsFrom")
                      .getter(item -> item.callsFrom)
                      .setter((item, value) -> item.callsFrom = value))
          .build();

  @Nullable String pk;
  @Nullable String sk;
  @Nullable String kind;
  @Nullable Long revision;
  @Nullable String storeId;
  @Nullable String platform;
  @Nullable String name;
  @Nullable String baseUrl;
  @Nullable String endpointToken;
  @Nullable String credentials;
  @Nullable Boolean canCall;
  @Nullable Map<String, String> options;
  @Nullable String mapping;
  @Nullable String state;
  @Nullable String health;
  @Nullable String connectedAt;
  @Nullable String watermark;
  byte @Nullable [] seen;
  @Nullable String document;
  @Nullable Long expiresAt;
  @Nullable String note;
  @Nullable String callsFrom;
}
