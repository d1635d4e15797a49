package io.orderwire.storeapi;

import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.message.EventType;
import io.orderwire.model.CancellationState;
import io.orderwire.model.ExternalId;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.PaymentState;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.model.Transition;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is sent to the API. That the forms know these fields and no others is tested.
final class Requests {
  private Requests() {}

  record Connect(
      StoreId storeId,
      PlatformId platform,
      Optional<String> name,
      URI baseUrl,
      Optional<Map<String, String>> credentials,
      Optional<Map<String, String>> options,
      Optional<Mapping> mapping) {}

  record Authorize(
      StoreId storeId,
      PlatformId platform,
      Optional<String> name,
      Optional<URI> baseUrl,
      Optional<Map<String, String>> options,
      Optional<Mapping> mapping,
      Optional<URI> returnUrl) {}

  record App(String clientId, String clientSecret, Optional<String> scope) {}

  record Change(
      Optional<String> name,
      Optional<URI> baseUrl,
      Optional<Map<String, String>> credentials,
      Optional<Map<String, String>> options,
      Optional<Mapping> mapping,
      Optional<State> state) {}

  enum State {
    ACTIVE,
    DISABLED
  }

  record Mapping(
      Optional<Map<String, PaymentState>> payment,
      Optional<Map<String, FulfilmentState>> fulfilment,
      Optional<Map<String, CancellationState>> cancellation,
      Optional<Map<String, String>> customFields,
      Optional<Policies> policies) {}

  record Policies(
      Optional<ReadPolicy> read,
      Optional<Boolean> authorizedIsSecured,
      Optional<List<String>> offlineMethods,
      Optional<Boolean> announceDrafts,
      Optional<Boolean> acceptTestOrders,
      Optional<BigDecimal> varianceTolerance,
      Optional<Boolean> holdUnexplained) {}

  record Draft(Mapping mapping, Optional<Long> basedOn, Optional<String> comment) {}

  record Activate(Optional<Long> replaces) {}

  record Window(Instant from, Optional<Instant> to) {}

  record Republish(
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<ExternalId> order,
      Optional<List<EventType>> eventTypes) {}

  record Erase(
      Optional<String> customer,
      Optional<ExternalId> account,
      Optional<String> email,
      Optional<String> phone,
      Optional<List<ExternalId>> orders,
      Optional<List<ExternalId>> carts) {}

  record Split(List<String> profiles) {}

  record Merge(String with) {}

  record Subscribe(
      URI url,
      Optional<List<EventType>> eventTypes,
      Optional<List<Transition>> transitions,
      Optional<List<StoreId>> stores,
      Optional<String> name) {}

  record Resubscribe(
      Optional<URI> url,
      Optional<List<EventType>> eventTypes,
      Optional<List<Transition>> transitions,
      Optional<List<StoreId>> stores,
      Optional<String> name) {}

  record Redrive(Optional<Redrivable> queue) {}

  enum Redrivable {
    INTAKE,
    POLL,
    WEBHOOK
  }

  record Rotate(Optional<Long> overlapHours) {}

  record Resend(
      Instant from, Optional<Instant> to, Optional<StoreId> store, Optional<ExternalId> order) {}
}
