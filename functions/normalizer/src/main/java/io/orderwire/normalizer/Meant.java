package io.orderwire.normalizer;

import io.orderwire.engine.People;
import io.orderwire.engine.Traits;
import io.orderwire.message.ErasureRequest;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.BuyerType;
import io.orderwire.model.Phone;
import io.orderwire.model.StoreId;
import io.orderwire.port.Customers.Cluster;
import io.orderwire.port.Customers.Profile;
import io.orderwire.port.Customers.Trait;
import io.orderwire.port.Customers.TraitKind;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whom a request to be forgotten means.
///
/// A customer or an account is one person. Where neither is given or known, an e-mail address means
/// all who state it, because platforms keep one customer an address. A number means those who have
/// it only where nothing else is given: families share it.
///
/// @param persons clusters that are to be forgotten altogether
/// @param traits what leads to them and to nobody else, and what the request itself states
record Meant(List<Cluster> persons, Set<Trait> traits) {
  static Meant of(StoreId store, ErasureRequest request, Optional<String> country, People people) {
    List<Trait> stated = stated(request, country);
    List<Cluster> persons = persons(store, request, stated, people);
    Set<Trait> traits = new LinkedHashSet<>(stated);
    for (Cluster person : persons) {
      for (Profile profile : person.profiles()) {
        profile.traits().stream()
            .filter(trait -> !person.shared().contains(trait.key()))
            .forEach(traits::add);
      }
    }
    return new Meant(persons, traits);
  }

  private static List<Cluster> persons(
      StoreId store, ErasureRequest request, List<Trait> stated, People people) {
    List<Cluster> named =
        request.customer().flatMap(id -> people.resolve(store, id)).stream().toList();
    boolean numberAlone = stated.stream().allMatch(trait -> trait.kind() == TraitKind.PHONE);
    for (Trait trait : stated) {
      if (named.isEmpty() && (trait.kind() != TraitKind.PHONE || numberAlone)) {
        named = people.having(store, trait);
      }
    }
    return named;
  }

  /// The strongest first.
  private static List<Trait> stated(ErasureRequest request, Optional<String> country) {
    Buyer buyer =
        new Buyer(
            request.account().isPresent() ? BuyerType.ACCOUNT : BuyerType.GUEST,
            request.account(),
            request.email(),
            request.phone().map(raw -> new Phone(raw, Optional.empty())),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    return Traits.profile(
            PhoneNumbers.completed(buyer, country),
            new Addresses(Optional.empty(), Optional.empty()),
            Instant.EPOCH)
        .map(Profile::traits)
        .orElse(List.of());
  }
}
