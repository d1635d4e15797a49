package io.orderwire.engine;

import io.orderwire.json.ContentHash;
import io.orderwire.model.Address;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.port.Customers.Profile;
import io.orderwire.port.Customers.Trait;
import io.orderwire.port.Customers.TraitKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a buyer's details tell of the person. Whatever is missing is no evidence.
public final class Traits {
  private static final int HASH = 32;

  private Traits() {}

  /// The profile of a buyer; empty if nothing tells who it is. Phones count where they are known in
  /// E.164. Of the addresses the billing address tells who pays; the shipping address stands in.
  public static Optional<Profile> profile(Buyer buyer, Addresses addresses, Instant since) {
    Optional<Address> home = addresses.billing().or(addresses::shipping);
    Optional<String> given = buyer.name().or(() -> home.flatMap(Address::recipient));
    Optional<String> name = given.flatMap(PersonNames::folded);
    List<Trait> traits = new ArrayList<>();
    buyer.customerId().ifPresent(id -> traits.add(trait(TraitKind.ACCOUNT, id.value())));
    buyer
        .email()
        .flatMap(Traits::email)
        .ifPresent(mail -> traits.add(trait(TraitKind.EMAIL, mail)));
    phone(buyer, home).ifPresent(number -> traits.add(trait(TraitKind.PHONE, number)));
    name.flatMap(each -> home.flatMap(address -> place(each, address)))
        .ifPresent(place -> traits.add(trait(TraitKind.ADDRESS, place)));
    if (traits.isEmpty()) {
      return Optional.empty();
    }
    String id =
        hash(
            Stream.concat(traits.stream().map(Trait::key), name.stream())
                .collect(Collectors.joining("\n")));
    return Optional.of(new Profile(id, traits, name, given, Optional.empty(), since));
  }

  static Trait trait(TraitKind kind, String value) {
    String word = kind.name().toLowerCase(Locale.ROOT);
    return new Trait(kind, value, word + ":" + hash(word + "\n" + value));
  }

  /// Letter case makes no difference to any mail server in use.
  private static Optional<String> email(String text) {
    String folded = text.strip().toLowerCase(Locale.ROOT);
    return folded.matches("[^@\\s]+@[^@\\s]+") ? Optional.of(folded) : Optional.empty();
  }

  private static Optional<String> phone(Buyer buyer, Optional<Address> home) {
    return buyer
        .phone()
        .flatMap(phone -> phone.e164())
        .or(() -> home.flatMap(Address::phone).flatMap(phone -> phone.e164()));
  }

  /// Name, street and town in one.
  private static Optional<String> place(String name, Address address) {
    Optional<String> street = address.lines().stream().findFirst().flatMap(PersonNames::folded);
    Optional<String> town = address.postalCode().or(address::city).flatMap(PersonNames::folded);
    return street.map(
        line -> name + "/" + line + "/" + town.orElse("") + "/" + address.countryCode().orElse(""));
  }

  private static String hash(String text) {
    return ContentHash.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
  }
}
