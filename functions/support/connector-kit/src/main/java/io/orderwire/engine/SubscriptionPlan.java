package io.orderwire.engine;

import io.orderwire.connector.WebhookRegistry.Subscription;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What has to be done to a store's subscriptions so that each topic has exactly one of ours, alive
/// and at the right address.
///
/// Ours are those whose address ends with the store's unguessable token, whatever host they name.
/// All others are somebody else's and left alone, and so is one of ours for a topic that is not
/// wanted: a person made it by hand.
///
/// @param missing topics without any of ours
/// @param mend ours that are disabled, at an old address, or signed by an old secret
/// @param remove duplicates of ours
/// @param dead topics whose only one of ours was disabled
record SubscriptionPlan(
    List<String> missing, List<Subscription> mend, List<Subscription> remove, List<String> dead) {
  SubscriptionPlan {
    missing = List.copyOf(missing);
    mend = List.copyOf(mend);
    remove = List.copyOf(remove);
    dead = List.copyOf(dead);
  }

  /// What is wanted.
  ///
  /// @param newSecret deliveries must be signed by another secret than before
  record Wanted(List<String> topics, String address, boolean newSecret) {
    Wanted {
      topics = List.copyOf(topics);
    }
  }

  static SubscriptionPlan of(Wanted wanted, List<Subscription> actual) {
    List<String> missing = new ArrayList<>();
    List<Subscription> mend = new ArrayList<>();
    List<Subscription> remove = new ArrayList<>();
    List<String> dead = new ArrayList<>();
    for (String topic : wanted.topics()) {
      List<Subscription> ours =
          actual.stream()
              .filter(each -> each.topic().equals(topic) && isOurs(each, wanted.address()))
              .sorted(byWorth(wanted.address()))
              .toList();
      if (ours.isEmpty()) {
        missing.add(topic);
        continue;
      }
      Subscription kept = ours.getFirst();
      if (!kept.active()) {
        dead.add(topic);
      }
      if (!kept.active() || wanted.newSecret() || !kept.address().equals(wanted.address())) {
        mend.add(kept);
      }
      remove.addAll(ours.subList(1, ours.size()));
    }
    return new SubscriptionPlan(missing, mend, remove, dead);
  }

  boolean isEmpty() {
    return missing.isEmpty() && mend.isEmpty() && remove.isEmpty();
  }

  static boolean isOurs(Subscription subscription, String address) {
    String token = lastSegment(address).orElse(address);
    return subscription.address().equals(address)
        || lastSegment(subscription.address()).filter(token::equals).isPresent();
  }

  /// The one to keep first: alive, at the right address, the oldest.
  private static Comparator<Subscription> byWorth(String address) {
    return Comparator.comparing((Subscription each) -> !each.active())
        .thenComparing(each -> !each.address().equals(address))
        .thenComparingInt(each -> each.id().length())
        .thenComparing(Subscription::id);
  }

  private static Optional<String> lastSegment(String address) {
    try {
      return Optional.ofNullable(URI.create(address).getPath())
          .map(path -> path.substring(path.lastIndexOf('/') + 1))
          .filter(segment -> !segment.isEmpty());
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
