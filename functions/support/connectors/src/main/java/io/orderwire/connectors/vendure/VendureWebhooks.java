package io.orderwire.connectors.vendure;

import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Signal;
import io.orderwire.connector.WebhookGate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Vendure sends nothing: whatever comes to a store's webhook address is none of it.
final class VendureWebhooks implements WebhookGate {

  @Override
  public Verdict verify(Delivery delivery, List<String> secrets, Instant now) {
    return new Verdict.Rejected("Vendure has no webhooks", false);
  }

  @Override
  public List<Signal> signals(Delivery delivery) {
    return List.of(new Signal.Irrelevant("Vendure has no webhooks"));
  }

  @Override
  public Optional<String> deliveryId(Headers headers) {
    return Optional.empty();
  }

  @Override
  public Optional<Instant> triggeredAt(Headers headers) {
    return Optional.empty();
  }

  @Override
  public String topic(Headers headers) {
    return "";
  }
}
