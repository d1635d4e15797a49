package io.orderwire.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/// `AWS::Events::EventBus`.
final class BusMaker implements ResourceMaker {
  private final EventBridgeClient buses;

  BusMaker(EventBridgeClient buses) {
    this.buses = buses;
  }

  @Override
  public Provisioned make(JsonNode properties, String defaultName) {
    String name = properties.path("Name").asText(defaultName);
    return new Provisioned(name, Map.of("Arn", arn(name), "Name", name));
  }

  private String arn(String name) {
    try {
      return buses.describeEventBus(request -> request.name(name)).arn();
    } catch (ResourceNotFoundException _) {
      return buses.createEventBus(request -> request.name(name)).eventBusArn();
    }
  }
}
