package io.orderwire.storeapi;

import io.orderwire.connector.Capability;
import io.orderwire.connector.Descriptor;
import io.orderwire.model.PlatformId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The facts of a platform from which a connect form can be drawn.
record PlatformView(
    PlatformId id,
    String name,
    String apiVersion,
    String connectorVersion,
    BaseUrl baseUrl,
    Optional<Authorized> authorization,
    List<Descriptor.CredentialField> credentials,
    List<Descriptor.OptionField> options,
    Webhooks webhooks,
    List<Capability> capabilities,
    List<Descriptor.BlindSpot> blindSpots,
    List<URI> documents) {
  PlatformView {
    credentials = List.copyOf(credentials);
    options = List.copyOf(options);
    capabilities = List.copyOf(capabilities);
    blindSpots = List.copyOf(blindSpots);
    documents = List.copyOf(documents);
  }

  record BaseUrl(String pattern, String example) {}

  /// How a merchant gives access without copying credentials.
  ///
  /// @param ready false where an app must be registered first, as `app` says
  /// @param app how it is registered; none where none is needed
  /// @param callbackUrl where the platform answers
  record Authorized(boolean ready, Optional<String> app, URI callbackUrl, URI document) {}

  record Webhooks(
      List<String> topics,
      Descriptor.Depth depth,
      String secretField,
      String manualSteps,
      KillRule killRule) {
    Webhooks {
      topics = List.copyOf(topics);
    }
  }

  record KillRule(int failuresInARow, String effect) {}

  static PlatformView of(Descriptor platform, Optional<Authorized> authorization) {
    return new PlatformView(
        platform.id(),
        platform.name(),
        platform.apiVersion(),
        platform.connectorVersion(),
        new BaseUrl(platform.baseUrlPattern(), platform.baseUrlExample()),
        authorization,
        platform.credentials(),
        StoreChecks.options(platform),
        new Webhooks(
            platform.webhooks().topics(),
            platform.webhooks().depth(),
            platform.webhooks().secretField(),
            platform.webhooks().manualSteps(),
            new KillRule(
                platform.webhooks().killRule().failuresInARow(),
                platform.webhooks().killRule().effect())),
        List.copyOf(platform.capabilities()),
        platform.blindSpots(),
        platform.documents().stream().map(Descriptor.Document::address).toList());
  }
}
