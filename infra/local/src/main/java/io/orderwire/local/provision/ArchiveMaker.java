package io.orderwire.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.CreateArchiveRequest;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/// `AWS::Events::Archive`.
final class ArchiveMaker implements ResourceMaker {
  private static final int LONGEST_NAME = 48;

  private final EventBridgeClient buses;

  ArchiveMaker(EventBridgeClient buses) {
    this.buses = buses;
  }

  @Override
  public Provisioned make(JsonNode properties, String defaultName) {
    String shortened = defaultName.substring(0, Math.min(defaultName.length(), LONGEST_NAME));
    String name = properties.path("ArchiveName").asText(shortened);
    return new Provisioned(name, Map.of("Arn", arn(name, properties), "ArchiveName", name));
  }

  private String arn(String name, JsonNode properties) {
    try {
      return buses.describeArchive(request -> request.archiveName(name)).archiveArn();
    } catch (ResourceNotFoundException _) {
      CreateArchiveRequest.Builder request =
          CreateArchiveRequest.builder()
              .archiveName(name)
              .eventSourceArn(properties.path("SourceArn").asText())
              .retentionDays(properties.path("RetentionDays").asInt(0));
      if (properties.path("EventPattern").isObject()) {
        request.eventPattern(properties.path("EventPattern").toString());
      }
      return buses.createArchive(request.build()).archiveArn();
    }
  }
}
