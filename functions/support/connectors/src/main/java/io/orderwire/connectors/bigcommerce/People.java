package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.Address;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.BuyerType;
import io.orderwire.model.Consent;
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

/// Buyer and addresses. BigCommerce always writes a billing address; one whose members are all
/// empty was not given.
final class People {
  static final Set<String> ADDRESS_MEMBERS =
      Set.of(
          "first_name",
          "last_name",
          "company",
          "street_1",
          "street_2",
          "city",
          "state",
          "zip",
          "country",
          "country_iso2",
          "phone",
          "email",
          "form_fields");

  private static final String BILLING = "billing_address";
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
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

  /// `customer_id` 0 is a guest.
  static Buyer buyer(RawNode root) {
    RawNode billing = root.at(BILLING);
    Optional<ExternalId> account = root.id("customer_id").filter(id -> !id.value().equals("0"));
    return new Buyer(
        account.isPresent() ? BuyerType.ACCOUNT : BuyerType.GUEST,
        account,
        billing.text("email"),
        billing.text("phone").map(Phone::of),
        name(billing),
        billing.text("company"),
        Optional.empty(),
        root.flag("is_email_opt_in").stream()
            .map(given -> new Consent("email_marketing", given))
            .toList(),
        root.text("customer_locale"),
        Optional.empty());
  }

  /// Of several shipping addresses the first; the others stay with their shipping methods.
  static Addresses addresses(RawNode root) {
    return new Addresses(
        root.each(OrderFetch.SHIPPING_ADDRESSES).stream().findFirst().flatMap(People::address),
        address(root.at(BILLING)));
  }

  static Optional<Address> address(RawNode node) {
    node.at("country").drop("name_of_the_country_code");
    Address address =
        new Address(
            name(node),
            node.text("company"),
            Stream.of("street_1", "street_2").flatMap(line -> node.text(line).stream()).toList(),
            node.text("city"),
            node.text("state"),
            Optional.empty(),
            node.text("zip"),
            node.text("country_iso2").filter(code -> COUNTRY.matcher(code).matches()),
            node.text("phone").map(Phone::of),
            Optional.empty());
    return address.equals(NOTHING) ? Optional.empty() : Optional.of(address);
  }

  /// What the checkout's own fields and newer versions add to the billing address.
  static List<CustomField> added(RawNode root) {
    RawNode billing = root.at(BILLING);
    List<CustomField> fields = new ArrayList<>(formFields(billing, "billing."));
    fields.addAll(Leftovers.of(billing, ADDRESS_MEMBERS, "billing."));
    return fields;
  }

  /// `{name, value}` of the shop's own address fields; a value may be a number or a list.
  static List<CustomField> formFields(RawNode node, String prefix) {
    List<CustomField> fields = new ArrayList<>();
    for (RawNode field : node.each("form_fields")) {
      fields.add(
          new CustomField(
              prefix + field.text("name").orElse("form_field"), field.at("value").value()));
      fields.addAll(Leftovers.of(field, Set.of("name", "value"), prefix + "form_field."));
    }
    return fields;
  }

  private static Optional<String> name(RawNode node) {
    String name =
        Stream.of("first_name", "last_name")
            .flatMap(part -> node.text(part).stream())
            .collect(Collectors.joining(" "));
    return Optional.of(name).filter(text -> !text.isEmpty());
  }
}
