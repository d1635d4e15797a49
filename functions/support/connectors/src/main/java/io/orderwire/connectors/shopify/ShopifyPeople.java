package io.orderwire.connectors.shopify;

import io.orderwire.model.Address;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.BuyerType;
import io.orderwire.model.Consent;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Phone;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Who ordered and where to send it. Without approval for protected customer data, and after a
/// redaction, Shopify sends null for any of it: absent people are normal.
record ShopifyPeople(ShopifyNode order) {
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Pattern SEPARATORS = Pattern.compile("[ ().\\-\\u00a0]");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  Buyer buyer() {
    ShopifyNode customer = order.at("customer");
    Optional<ExternalId> account =
        customer.isPresent() ? customer.externalId("id", "id") : Optional.empty();
    return new Buyer(
        account.isPresent() ? BuyerType.ACCOUNT : BuyerType.GUEST,
        account,
        order.text("email").or(() -> restOnly("contact_email")),
        order.text("phone").map(ShopifyPeople::phone),
        name(customer),
        Optional.empty(),
        Optional.empty(),
        consents(),
        order.text("customer_locale", "customerLocale"),
        Optional.empty());
  }

  /// False for an anonymous cart, whose owner has typed nothing yet.
  boolean isKnown() {
    return order.at("customer").isPresent()
        || order.text("email").isPresent()
        || order.text("phone").isPresent();
  }

  private Optional<String> restOnly(String member) {
    return order.graph() ? Optional.empty() : order.text(member);
  }

  private Optional<String> name(ShopifyNode customer) {
    ShopifyNode billing = order.at("billing_address", "billingAddress");
    return fullName(customer).or(() -> billing.text("name")).or(() -> fullName(billing));
  }

  private static Optional<String> fullName(ShopifyNode person) {
    List<String> parts =
        Stream.of(person.text("first_name", "firstName"), person.text("last_name", "lastName"))
            .flatMap(Optional::stream)
            .toList();
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", parts));
  }

  private List<Consent> consents() {
    return order
        .flag("buyer_accepts_marketing", "customerAcceptsMarketing")
        .map(given -> List.of(new Consent("email_marketing", given)))
        .orElse(List.of());
  }

  Addresses addresses() {
    return new Addresses(
        address(order.at("shipping_address", "shippingAddress")),
        address(order.at("billing_address", "billingAddress")));
  }

  static Optional<Address> address(ShopifyNode place) {
    if (!place.raw().isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        new Address(
            place.text("name").or(() -> fullName(place)),
            place.text("company"),
            Stream.of(place.text("address1"), place.text("address2"))
                .flatMap(Optional::stream)
                .toList(),
            place.text("city"),
            place.text("province"),
            place.text("province_code", "provinceCode"),
            place.text("zip"),
            country(place),
            place.text("phone").map(ShopifyPeople::phone),
            Optional.empty()));
  }

  private static Optional<String> country(ShopifyNode place) {
    Optional<String> code =
        place.text("country_code", "countryCodeV2").map(text -> text.toUpperCase(Locale.ROOT));
    if (code.isPresent() && !COUNTRY.matcher(code.get()).matches()) {
      place
          .at("country_code", "countryCodeV2")
          .warn("invalid_country", "expected an ISO 3166-1 alpha-2 code", code.get());
      return Optional.empty();
    }
    return code;
  }

  /// Only a number that is written internationally is one beyond doubt.
  static Phone phone(String raw) {
    String digits = SEPARATORS.matcher(raw).replaceAll("");
    return new Phone(raw, E164.matcher(digits).matches() ? Optional.of(digits) : Optional.empty());
  }
}
