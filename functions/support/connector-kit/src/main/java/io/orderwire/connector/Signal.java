package io.orderwire.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import java.util.List;
import java.util.Optional;

/// What a delivery says may have changed.
public sealed interface Signal {

  /// An order. `payload` is the whole order in the webhook's dialect where the delivery carries it;
  /// without it the order must be fetched.
  record OrderChanged(ExternalId id, Optional<JsonNode> payload) implements Signal {}

  /// An order was deleted or trashed: nothing more can be read of it, perhaps.
  record OrderRemoved(ExternalId id) implements Signal {}

  /// A cart or checkout. `payload` is the whole of it where the delivery carries it; without it the
  /// cart must be fetched.
  record CartChanged(ExternalId id, Optional<JsonNode> payload) implements Signal {}

  /// A cart or checkout is gone.
  record CartRemoved(ExternalId id) implements Signal {}

  /// A customer account.
  record CustomerChanged(ExternalId id) implements Signal {}

  /// The app or key was removed from the shop: calls will fail from now on.
  record StoreUninstalled() implements Signal {}

  /// Somebody asks for data or for being forgotten. Of a guest the platform may know no more than
  /// an e-mail address or a phone number.
  record PrivacyRequest(
      Kind kind,
      Optional<ExternalId> customer,
      Optional<String> email,
      Optional<String> phone,
      List<ExternalId> orders)
      implements Signal {
    public PrivacyRequest {
      orders = List.copyOf(orders);
    }

    /// The whole shop wants to be forgotten.
    public static PrivacyRequest ofStore() {
      return new PrivacyRequest(
          Kind.STORE_REDACT, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /// What is asked for.
    public enum Kind {
      DATA_REQUEST,
      CUSTOMER_REDACT,
      STORE_REDACT
    }
  }

  /// Nothing that concerns orders, and why.
  record Irrelevant(String reason) implements Signal {}

  /// Signed but not understood: to be quarantined.
  record Unreadable(Finding finding) implements Signal {}
}
