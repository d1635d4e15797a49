package io.orderwire.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/// `AWS::DynamoDB::Table`: keys, indexes and stream. Always on demand; backups and deletion
/// protection are for the account that a deployment lives in.
final class TableMaker implements ResourceMaker {
  private static final int TRIES = 300;

  private final DynamoDbClient tables;

  TableMaker(DynamoDbClient tables) {
    this.tables = tables;
  }

  @Override
  public Provisioned make(JsonNode properties, String defaultName) {
    String name = properties.path("TableName").asText(defaultName);
    if (!exists(name)) {
      tables.createTable(request(name, properties));
    }
    TableDescription table = active(name);
    Map<String, String> attributes = new HashMap<>(Map.of("Arn", table.tableArn()));
    if (table.latestStreamArn() != null) {
      attributes.put("StreamArn", table.latestStreamArn());
    }
    return new Provisioned(name, attributes);
  }

  private boolean exists(String name) {
    try {
      return tables.describeTable(request -> request.tableName(name)).table() != null;
    } catch (ResourceNotFoundException _) {
      return false;
    }
  }

  private static CreateTableRequest request(String name, JsonNode properties) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                list(properties.path("AttributeDefinitions")).stream()
                    .map(
                        attribute ->
                            AttributeDefinition.builder()
                                .attributeName(attribute.path("AttributeName").asText())
                                .attributeType(attribute.path("AttributeType").asText())
                                .build())
                    .toList())
            .keySchema(keys(properties));
    List<GlobalSecondaryIndex> global = new ArrayList<>();
    for (JsonNode index : properties.path("GlobalSecondaryIndexes")) {
      global.add(
          GlobalSecondaryIndex.builder()
              .indexName(index.path("IndexName").asText())
              .keySchema(keys(index))
              .projection(projection(index))
              .build());
    }
    List<LocalSecondaryIndex> local = new ArrayList<>();
    for (JsonNode index : properties.path("LocalSecondaryIndexes")) {
      local.add(
          LocalSecondaryIndex.builder()
              .indexName(index.path("IndexName").asText())
              .keySchema(keys(index))
              .projection(projection(index))
              .build());
    }
    if (!global.isEmpty()) {
      request.globalSecondaryIndexes(global);
    }
    if (!local.isEmpty()) {
      request.localSecondaryIndexes(local);
    }
    JsonNode stream = properties.path("StreamSpecification").path("StreamViewType");
    if (stream.isTextual()) {
      request.streamSpecification(
          StreamSpecification.builder()
              .streamEnabled(true)
              .streamViewType(stream.textValue())
              .build());
    }
    return request.build();
  }

  private static List<KeySchemaElement> keys(JsonNode owner) {
    return list(owner.path("KeySchema")).stream()
        .map(
            key ->
                KeySchemaElement.builder()
                    .attributeName(key.path("AttributeName").asText())
                    .keyType(key.path("KeyType").asText())
                    .build())
        .toList();
  }

  private static Projection projection(JsonNode index) {
    JsonNode projection = index.path("Projection");
    Projection.Builder builder =
        Projection.builder().projectionType(projection.path("ProjectionType").asText("ALL"));
    List<String> attributes =
        list(projection.path("NonKeyAttributes")).stream().map(JsonNode::asText).toList();
    return attributes.isEmpty() ? builder.build() : builder.nonKeyAttributes(attributes).build();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private TableDescription active(String name) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      TableDescription table = tables.describeTable(request -> request.tableName(name)).table();
      if (table.tableStatus() == TableStatus.ACTIVE) {
        return table;
      }
      pause();
    }
    throw new IllegalStateException("the table " + name + " does not become active");
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
