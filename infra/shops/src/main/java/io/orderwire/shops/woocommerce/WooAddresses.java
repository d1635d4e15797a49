package io.orderwire.shops.woocommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Address;
import io.orderwire.shops.JsonText;
import java.util.Optional;

/// Addresses as WooCommerce writes them: every part a text, unknown ones empty.
final class WooAddresses {
  static final Address NONE = new Address("", "", "", "", "", "", "", "", "", "", "", "");

  private WooAddresses() {}

  /// @param email present on billing addresses only
  static ObjectNode write(Address address, Optional<String> email) {
    ObjectNode node = JsonText.object();
    node.put("first_name", address.firstName());
    node.put("last_name", address.lastName());
    node.put("company", address.company());
    node.put("address_1", address.line1());
    node.put("address_2", address.line2());
    node.put("city", address.city());
    node.put("state", address.regionCode());
    node.put("postcode", address.postalCode());
    node.put("country", address.countryCode());
    email.ifPresent(value -> node.put("email", value));
    node.put("phone", address.phone());
    return node;
  }
}
