package io.orderwire.storeapi;

import io.orderwire.message.EventData;
import io.orderwire.message.EventType;
import io.orderwire.model.Evidence;
import io.orderwire.port.Customers.Profile;
import io.orderwire.port.Customers.Trait;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A person, as far as orders tell: what they say, which orders say it, who else it may be, and
/// what was merged and split.
///
/// @param id what the cluster is called now; an older id that was asked for denotes the same person
/// @param suggestions clusters that share evidence which is too weak to merge
record CustomerView(
    String id, List<Said> profiles, List<Suggestion> suggestions, List<Changed> changes) {
  CustomerView {
    profiles = List.copyOf(profiles);
    suggestions = List.copyOf(suggestions);
    changes = List.copyOf(changes);
  }

  /// What some orders say of their buyer.
  ///
  /// @param evidence by kind: account, email, phone, address
  /// @param shared kinds of evidence that many people share, so that it counts for nothing
  record Said(
      String id,
      Map<String, String> evidence,
      List<String> shared,
      String name,
      Instant since,
      List<String> orders,
      List<String> carts) {
    Said {
      evidence = Collections.unmodifiableMap(new TreeMap<>(evidence));
      shared = List.copyOf(shared);
      orders = List.copyOf(orders);
      carts = List.copyOf(carts);
    }

    static Said of(Profile profile, List<String> shared, List<Subject> mentions) {
      Map<String, String> evidence = new TreeMap<>();
      profile.traits().forEach(trait -> evidence.put(word(trait), trait.value()));
      return new Said(
          profile.id(),
          evidence,
          shared,
          profile.nameAsGiven().orElse(""),
          profile.since(),
          ids(mentions, Subject.Kind.ORDER),
          ids(mentions, Subject.Kind.CART));
    }

    private static List<String> ids(List<Subject> mentions, Subject.Kind kind) {
      return mentions.stream().filter(each -> each.kind() == kind).map(Subject::id).toList();
    }
  }

  record Suggestion(String id, List<String> by) {
    Suggestion {
      by = List.copyOf(by);
    }
  }

  record Changed(
      long version,
      EventType type,
      List<String> clusters,
      List<Evidence> evidence,
      Instant recordedAt) {
    Changed {
      clusters = List.copyOf(clusters);
      evidence = List.copyOf(evidence);
    }

    static Stream<Changed> of(LedgerEntry entry) {
      return Stream.of(entry.event().detail().data())
          .filter(EventData.CustomerChange.class::isInstance)
          .map(EventData.CustomerChange.class::cast)
          .map(
              change ->
                  new Changed(
                      entry.version(),
                      entry.event().type(),
                      change.clusters(),
                      change.evidence(),
                      entry.event().detail().metadata().recordedAt()));
    }
  }

  static String word(Trait trait) {
    return trait.kind().name().toLowerCase(Locale.ROOT);
  }

  /// The parts that a split left, or the one that a merge made.
  record Parts(List<String> customers) {
    Parts {
      customers = List.copyOf(customers);
    }

    static Parts of(String... ids) {
      return new Parts(Arrays.asList(ids));
    }
  }
}
