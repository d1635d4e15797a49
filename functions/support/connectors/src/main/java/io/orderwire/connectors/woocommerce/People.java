package io.orderwire.connectors.woocommerce;

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

/// Buyer and addresses. WooCommerce always writes both addresses; one whose members are all empty
/// was not given.
final class People {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Set<String> MEMBERS =
      Set.of(
          "first_name",
          "last_name",
          "company",
          "address_1",
          "address_2",
          "city",
          "state",
          "postcode",
          "country",
          "phone");

  /// Where the usual plugins put the buyer's tax number.
  private static final List<String> TAX_IDS =
      List.of(
          "_billing_vat_number",
          "_vat_number",
          "_billing_eu_vat_number",
          "_billing_vat",
          "_billing_vat_id",
          "_billing_cnpj",
          "_billing_cpf");

  private static final List<String> LOCALES = List.of("wpml_language", "_trp_language");

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
  static Buyer buyer(RawNode root, Metas metas) {
    RawNode billing = root.at("billing");
    Optional<ExternalId> account =
        root.id("customer_id").filter(id -> !id.value().equals("0") && !id.value().equals("-1"));
    return new Buyer(
        account.isPresent() ? BuyerType.ACCOUNT : BuyerType.GUEST,
        account,
        billing.text("email"),
        billing.text("phone").map(Phone::of),
        name(billing),
        billing.text("company"),
        metas.text(TAX_IDS),
        List.of(),
        metas.text(LOCALES),
        Optional.empty());
  }

  static Addresses addresses(RawNode root) {
    return new Addresses(address(root.at("shipping")), address(root.at("billing")));
  }

  /// What plugins add to the addresses.
  static List<CustomField> added(RawNode root) {
    List<CustomField> fields = new ArrayList<>();
    fields.addAll(
        Leftovers.of(root.at("billing"), MEMBERS, "billing.").stream()
            .filter(field -> !field.name().equals("billing.email"))
            .toList());
    fields.addAll(Leftovers.of(root.at("shipping"), MEMBERS, "shipping."));
    return fields;
  }

  private static Optional<Address> address(RawNode node) {
    Address address =
        new Address(
            name(node),
            node.text("company"),
            Stream.of("address_1", "address_2").flatMap(line -> node.text(line).stream()).toList(),
            node.text("city"),
            Optional.empty(),
            node.text("state"),
            node.text("postcode"),
            node.text("country").filter(code -> COUNTRY.matcher(code).matches()),
            node.text("phone").map(Phone::of),
            Optional.empty());
    return address.equals(NOTHING) ? Optional.empty() : Optional.of(address);
  }

  private static Optional<String> name(RawNode node) {
    String name =
        Stream.of("first_name", "last_name")
            .flatMap(part -> node.text(part).stream())
            .collect(Collectors.joining(" "));
    return Optional.of(name).filter(text -> !text.isEmpty());
  }
}
