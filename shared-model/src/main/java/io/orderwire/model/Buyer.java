package io.orderwire.model;

import java.util.List;
import java.util.Optional;

/// Who ordered. The e-mail address never identifies a person; `customerId` is the platform's
/// account id and present exactly for `ACCOUNT`. `customerCluster` is Orderwire's own, stable id of
/// the person as far as known.
public record Buyer(
    BuyerType type,
    Optional<ExternalId> customerId,
    Optional<String> email,
    Optional<Phone> phone,
    Optional<String> name,
    Optional<String> company,
    Optional<String> taxId,
    List<Consent> consents,
    Optional<String> locale,
    Optional<String> customerCluster) {
  public Buyer {
    consents = List.copyOf(consents);
    if ((type == BuyerType.ACCOUNT) != customerId.isPresent()) {
      throw new IllegalArgumentException("an account has a customer id, a guest has none");
    }
  }

  /// The same buyer as a part of another cluster.
  public Buyer inCluster(Optional<String> newCluster) {
    return new Buyer(
        type, customerId, email, phone, name, company, taxId, consents, locale, newCluster);
  }
}
