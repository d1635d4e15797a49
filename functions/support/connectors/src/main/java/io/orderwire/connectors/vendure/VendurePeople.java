package io.orderwire.connectors.vendure;

import io.orderwire.connector.RawNode;
import io.orderwire.model.Address;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.BuyerType;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Phone;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Buyer and addresses. A guest's customer has no user; an address that was not given is an object
/// of nulls and blanks.
final class VendurePeople {
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Pattern PUNCTUATION = Pattern.compile("[ ()./-]");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  private VendurePeople() {}

  static Buyer buyer(RawNode root) {
    RawNode customer = root.at("customer");
    Optional<ExternalId> account =
        customer.at("user").text("id").isPresent() ? customer.id("id") : Optional.empty();
    return new Buyer(
        account.isPresent() ? BuyerType.ACCOUNT : BuyerType.GUEST,
        account,
        customer.text("emailAddress"),
        phone(customer),
        name(customer),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  static Addresses addresses(RawNode root) {
    return new Addresses(address(root.at("shippingAddress")), address(root.at("billingAddress")));
  }

  private static Optional<Address> address(RawNode node) {
    if (node.members().stream().noneMatch(member -> member.text().isPresent())) {
      return Optional.empty();
    }
    node.at("country").drop("name_of_the_country_code");
    return Optional.of(
        new Address(
            node.text("fullName"),
            node.text("company"),
            Stream.of("streetLine1", "streetLine2")
                .flatMap(line -> node.text(line).stream())
                .toList(),
            node.text("city"),
            node.text("province"),
            Optional.empty(),
            node.text("postalCode"),
            node.text("countryCode").filter(code -> COUNTRY.matcher(code).matches()),
            phone(node),
            Optional.empty()));
  }

  private static Optional<String> name(RawNode customer) {
    String name =
        Stream.of("firstName", "lastName")
            .flatMap(part -> customer.text(part).stream())
            .collect(Collectors.joining(" "));
    return Optional.of(name).filter(text -> !text.isEmpty());
  }

  private static Optional<Phone> phone(RawNode node) {
    return node.text("phoneNumber").map(raw -> new Phone(raw, e164(raw)));
  }

  private static Optional<String> e164(String raw) {
    String digits = PUNCTUATION.matcher(raw.replace("(0)", "")).replaceAll("");
    return Optional.of(digits).filter(number -> E164.matcher(number).matches());
  }
}
