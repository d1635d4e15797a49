package io.orderwire.connectors.api2cart;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.Address;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.BuyerType;
import io.orderwire.model.CustomField;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Phone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Buyer and addresses.
final class People {
  private static final String CUSTOMER = "customer";
  private static final String BILLING = "billing_address";
  private static final String SHIPPING = "shipping_address";
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Set<String> CUSTOMER_MEMBERS =
      Set.of("id", "email", "first_name", "last_name", "phone");
  private static final Set<String> ADDRESS_MEMBERS =
      Set.of(
          "id",
          "type",
          "first_name",
          "last_name",
          "postcode",
          "address1",
          "address2",
          "phone",
          "phone_mobile",
          "city",
          "country",
          "state",
          "company",
          "region",
          "default",
          "tax_id");
  private static final Address NOTHING =
      new Address(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private People() {}

  /// A guest's id is empty or 0.
  static Buyer buyer(RawNode root) {
    RawNode customer = root.at(CUSTOMER);
    RawNode billing = root.at(BILLING);
    Optional<ExternalId> account = customer.id("id").filter(id -> !id.value().equals("0"));
    return new Buyer(
        account.isPresent() ? BuyerType.ACCOUNT : BuyerType.GUEST,
        account,
        customer.text("email"),
        customer.text("phone").or(() -> phone(billing)).map(Phone::of),
        name(customer).or(() -> name(billing)),
        billing.text("company"),
        billing.text("tax_id"),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  static Addresses addresses(RawNode root) {
    return new Addresses(address(root.at(SHIPPING)), address(root.at(BILLING)));
  }

  /// What the customer and the addresses carry beside.
  static List<CustomField> added(RawNode root) {
    List<CustomField> fields =
        new ArrayList<>(Extras.of(root.at(CUSTOMER), CUSTOMER_MEMBERS, "customer."));
    fields.addAll(Extras.of(root.at(BILLING), ADDRESS_MEMBERS, "billing."));
    fields.addAll(Extras.of(root.at(SHIPPING), ADDRESS_MEMBERS, "shipping."));
    Leftovers.field(root.at(SHIPPING), "tax_id").stream()
        .map(field -> new CustomField("shipping." + field.name(), field.value()))
        .forEach(fields::add);
    for (String block : List.of(BILLING, SHIPPING)) {
      RawNode address = root.at(block);
      if (address.text("phone").isPresent()) {
        Leftovers.field(address, "phone_mobile").stream()
            .map(field -> new CustomField(block + "." + field.name(), field.value()))
            .forEach(fields::add);
      }
    }
    return fields;
  }

  private static Optional<Address> address(RawNode node) {
    for (String member : List.of("id", "type", "default")) {
      node.at(member).drop("about_the_address_book");
    }
    RawNode country = node.at("country");
    country.at("name").drop("name_of_the_country_code");
    country.at("code3").drop("another_code_of_the_country");
    Optional<String> region = node.at("state").text("name");
    Optional<String> other = node.text("region");
    Address address =
        new Address(
            name(node),
            node.text("company"),
            Stream.of("address1", "address2").flatMap(line -> node.text(line).stream()).toList(),
            node.text("city"),
            region.or(() -> other),
            node.at("state").text("code"),
            node.text("postcode"),
            country.text("code2").filter(code -> COUNTRY.matcher(code).matches()),
            phone(node).map(Phone::of),
            Optional.empty());
    return address.equals(NOTHING) ? Optional.empty() : Optional.of(address);
  }

  private static Optional<String> phone(RawNode address) {
    return address.text("phone").or(() -> address.text("phone_mobile"));
  }

  private static Optional<String> name(RawNode node) {
    String name =
        Stream.of("first_name", "last_name")
            .flatMap(part -> node.text(part).stream())
            .collect(Collectors.joining(" "));
    return Optional.of(name).filter(text -> !text.isEmpty());
  }
}
