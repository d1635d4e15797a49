package io.orderwire.storeapi;

import io.orderwire.connector.Descriptor;
import io.orderwire.connector.StoreMapping;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Credentials;
import io.orderwire.port.Store;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A store as the API shows it. Of credentials only the names of those that are set.
///
/// @param credentials names of the fields that are set; left out of lists
/// @param webhook none where the platform sends none, which a notice says
/// @param notices what keeps the store from working in full, with the remedy
record StoreView(
    StoreId storeId,
    PlatformId platform,
    String name,
    URI baseUrl,
    Store.State state,
    Optional<Store.Health> health,
    boolean canCall,
    Optional<List<String>> credentials,
    Map<String, String> options,
    StoreMapping mapping,
    Optional<Webhook> webhook,
    List<Notice> notices,
    Instant connectedAt) {
  StoreView {
    credentials = credentials.map(List::copyOf);
    options = Collections.unmodifiableMap(new TreeMap<>(options));
    notices = List.copyOf(notices);
  }

  /// Where the platform is to send which topics, and how a merchant registers that by hand.
  /// `subscriptions` tells how those stand that Orderwire made by itself.
  record Webhook(
      String url,
      List<String> topics,
      String manualSteps,
      Optional<SubscriptionsView> subscriptions) {
    Webhook {
      topics = List.copyOf(topics);
    }
  }

  record Notice(String code, String reason, String remedy) {}

  static StoreView of(
      Store store,
      Descriptor platform,
      URI publicBase,
      Credentials credentials,
      Optional<SubscriptionsView> subscriptions) {
    return view(store, platform, publicBase, Optional.of(credentials), subscriptions);
  }

  /// Without opening the credentials, and without what stands beside the store.
  static StoreView listed(Store store, Descriptor platform, URI publicBase) {
    return view(store, platform, publicBase, Optional.empty(), Optional.empty());
  }

  private static StoreView view(
      Store store,
      Descriptor platform,
      URI publicBase,
      Optional<Credentials> credentials,
      Optional<SubscriptionsView> subscriptions) {
    return new StoreView(
        store.id(),
        store.platform(),
        store.name(),
        store.baseUrl(),
        store.state(),
        store.health(),
        store.canCall(),
        credentials.map(StoreView::set),
        store.options(),
        store.mapping(),
        webhook(store, platform.webhooks(), publicBase, subscriptions),
        notices(store, platform, credentials),
        store.connectedAt());
  }

  private static Optional<Webhook> webhook(
      Store store,
      Descriptor.Webhooks sent,
      URI publicBase,
      Optional<SubscriptionsView> subscriptions) {
    return Optional.of(sent)
        .filter(Descriptor.Webhooks::areSent)
        .map(
            facts ->
                new Webhook(
                    publicBase + "/webhooks/" + store.endpointToken(),
                    facts.topics(),
                    facts.manualSteps(),
                    subscriptions));
  }

  private static List<String> set(Credentials credentials) {
    return credentials.values().keySet().stream()
        .filter(key -> credentials.value(key).isPresent())
        .toList();
  }

  private static List<Notice> notices(
      Store store, Descriptor platform, Optional<Credentials> credentials) {
    List<Notice> notices = new ArrayList<>();
    if (!store.canCall()) {
      notices.add(new Notice(WebhooksOnly.CODE, WebhooksOnly.REASON, WebhooksOnly.REMEDY));
    }
    if (!platform.webhooks().areSent()) {
      notices.add(
          new Notice(
              "polled",
              platform.name() + " sends no webhooks: orders come by polling alone",
              "nothing is to be done; options.poll_interval_minutes says how often"));
      return notices;
    }
    String secret = platform.webhooks().secretField();
    if (credentials.filter(held -> held.value(secret).isEmpty()).isPresent()) {
      notices.add(
          new Notice(
              "no_webhook_secret",
              "without the webhook secret every delivery is refused: orders come by polling alone",
              "set credentials." + secret));
    }
    return notices;
  }
}
