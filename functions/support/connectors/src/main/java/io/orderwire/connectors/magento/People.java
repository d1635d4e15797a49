package io.orderwire.connectors.magento;

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

/// Who ordered and where it goes. Orders without goods to ship have no shipping address.
final class People {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final String BILLING = "billing_address";

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

  private static final List<String> ROW =
      List.of(
          "address_type",
          "entity_id",
          "parent_id",
          "customer_address_id",
          "customer_id",
          "region_id",
          "vat_is_valid",
          "vat_request_date",
          "vat_request_id",
          "vat_request_success");

  private static final Set<String> READ =
      Set.of(
          "prefix",
          "firstname",
          "middlename",
          "lastname",
          "suffix",
          "company",
          "street",
          "city",
          "region",
          "region_code",
          "postcode",
          "country_id",
          "telephone");

  private People() {}

  static Buyer buyer(RawNode root) {
    RawNode billing = root.at(BILLING);
    boolean guest = root.flag("customer_is_guest").orElse(false);
    Optional<ExternalId> account =
        root.id("customer_id").filter(id -> !guest && !id.value().equals("0"));
    Optional<String> ofAddress = name(billing, "");
    Optional<String> emailOfAddress = billing.text("email");
    Optional<String> vat = billing.text("vat_id");
    return new Buyer(
        account.isPresent() ? BuyerType.ACCOUNT : BuyerType.GUEST,
        account,
        root.text("customer_email").or(() -> emailOfAddress),
        billing.text("telephone").map(Phone::of),
        name(root, "customer_").or(() -> ofAddress),
        billing.text("company"),
        root.text("customer_taxvat").or(() -> vat),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  static Addresses addresses(RawNode root) {
    return new Addresses(address(assignment(root).at("address")), address(root.at(BILLING)));
  }

  /// Magento has one assignment; modules that ship to several addresses make several orders.
  static RawNode assignment(RawNode root) {
    return root.at("extension_attributes").each("shipping_assignments").stream()
        .findFirst()
        .map(first -> first.at("shipping"))
        .orElseGet(() -> root.at("extension_attributes").at("shipping_assignments").at("0"));
  }

  /// What addresses carry beside.
  static List<CustomField> added(RawNode root) {
    Buyer buyer = buyer(root);
    List<CustomField> fields = new ArrayList<>();
    fields.addAll(added(root.at(BILLING), "billing.", buyer));
    fields.addAll(added(assignment(root).at("address"), "shipping.", buyer));
    return fields;
  }

  private static List<CustomField> added(RawNode address, String prefix, Buyer buyer) {
    ROW.forEach(member -> address.at(member).drop("technical"));
    List<CustomField> fields = new ArrayList<>();
    for (RawNode member : address.members()) {
      boolean known = READ.contains(member.name()) || ROW.contains(member.name());
      if (!known && !isOfBuyer(member, buyer)) {
        fields.addAll(Leftovers.field(address, member.name()));
      }
    }
    return fields.stream()
        .map(field -> new CustomField(prefix + field.name(), field.value()))
        .toList();
  }

  private static boolean isOfBuyer(RawNode member, Buyer buyer) {
    return switch (member.name()) {
      case "email" -> member.text().equals(buyer.email());
      case "vat_id" -> member.text().equals(buyer.taxId());
      default -> false;
    };
  }

  static Optional<Address> address(RawNode node) {
    Address address =
        new Address(
            name(node, ""),
            node.text("company"),
            node.each("street").stream().flatMap(line -> line.text().stream()).toList(),
            node.text("city"),
            node.text("region"),
            node.text("region_code"),
            node.text("postcode"),
            node.text("country_id").filter(code -> COUNTRY.matcher(code).matches()),
            node.text("telephone").map(Phone::of),
            Optional.empty());
    return address.equals(NOTHING) ? Optional.empty() : Optional.of(address);
  }

  static Optional<String> name(RawNode node, String prefix) {
    String name =
        Stream.of("prefix", "firstname", "middlename", "lastname", "suffix")
            .flatMap(part -> node.text(prefix + part).stream())
            .collect(Collectors.joining(" "));
    return Optional.of(name).filter(text -> !text.isEmpty());
  }
}
