package io.orderwire.engine;

import io.orderwire.connector.Descriptor;
import io.orderwire.connector.Descriptor.KillRule;
import io.orderwire.engine.StoreHealth.Trouble;
import io.orderwire.engine.SubscriptionState.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What is wrong with a store's subscriptions, in words. The gravest counts.
public final class SubscriptionTrouble {
  /// The platform will not send some topics.
  public static final String REFUSED = "webhooks_refused";

  /// The platform dropped subscriptions; they were made again.
  public static final String LOST = "webhooks_lost";

  /// Subscriptions stand, and yet nothing is delivered.
  public static final String SILENT = "webhooks_silent";

  /// Bodies come in another version of the platform's API than the one that is read.
  public static final String VERSION = "webhooks_version";

  /// The codes that only checks of subscriptions raise.
  public static final Set<String> FAMILY = Set.of(REFUSED, LOST, SILENT, VERSION);

  /// So many orders in a row that no webhook brought are no coincidence.
  public static final int UNHEARD_IS_SILENCE = 3;

  private SubscriptionTrouble() {}

  /// Of a check that may have found subscriptions gone.
  public static Optional<Trouble> of(SubscriptionCare.Outcome outcome, Descriptor platform) {
    if (!outcome.lost().isEmpty()) {
      return Optional.of(lost(outcome.lost(), platform));
    }
    return of(outcome.state(), platform);
  }

  /// Of subscriptions that stand.
  public static Optional<Trouble> of(SubscriptionState state, Descriptor platform) {
    if (state.unheard() >= UNHEARD_IS_SILENCE) {
      return Optional.of(silent(state));
    }
    if (!state.refused().isEmpty()) {
      return Optional.of(refused(state.refused(), platform));
    }
    return state.versions().isEmpty() ? Optional.empty() : Optional.of(version(state, platform));
  }

  private static Trouble lost(List<String> topics, Descriptor platform) {
    KillRule rule = platform.webhooks().killRule();
    return new Trouble(
        LOST,
        "%s no longer sent %s: the subscriptions were removed or disabled. They stand again, and what they missed is being listed"
            .formatted(platform.name(), String.join(", ", topics)),
        "if nobody removed them in the shop, see that Orderwire's address answers: after %d failures in a row %s"
            .formatted(rule.failuresInARow(), rule.effect()));
  }

  private static Trouble silent(SubscriptionState state) {
    return new Trouble(
        SILENT,
        "the last orders came by polling alone although the subscriptions stand: the shop's deliveries do not arrive",
        "see in the shop's log of webhooks why %s cannot be reached or refuses them (a wrong webhook secret, a firewall, a queue that does not run)"
            .formatted(host(state.address())));
  }

  private static Trouble refused(List<Refusal> refused, Descriptor platform) {
    String topics =
        refused.stream()
            .collect(
                Collectors.groupingBy(
                    Refusal::reason,
                    java.util.LinkedHashMap::new,
                    Collectors.mapping(Refusal::topic, Collectors.joining(", "))))
            .entrySet()
            .stream()
            .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
            .collect(Collectors.joining("; "));
    String remedies =
        refused.stream().map(Refusal::remedy).distinct().collect(Collectors.joining("; "));
    return new Trouble(
        REFUSED,
        "%s refuses to send %s: these changes come by polling".formatted(platform.name(), topics),
        remedies);
  }

  private static Trouble version(SubscriptionState state, Descriptor platform) {
    return new Trouble(
        VERSION,
        "%s sends webhooks of version %s, and %s is read"
            .formatted(platform.name(), String.join(", ", state.versions()), platform.apiVersion()),
        "set the webhook API version of the app to %s: subscriptions inherit it"
            .formatted(platform.apiVersion()));
  }

  /// Without the path, which holds the store's token.
  private static String host(String address) {
    int path = address.indexOf('/', address.indexOf("://") + 3);
    return path < 0 ? address : address.substring(0, path);
  }
}
