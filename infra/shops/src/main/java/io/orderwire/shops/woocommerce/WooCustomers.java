package io.orderwire.shops.woocommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import java.util.Optional;

/// The customer resource.
final class WooCustomers {
  private final WooDates dates;
  private final WooStore store;

  WooCustomers(WooDates dates, WooStore store) {
    this.dates = dates;
    this.store = store;
  }

  ObjectNode write(WooStore.Customer customer) {
    ObjectNode node = JsonText.object();
    node.put("id", customer.id());
    node.put("date_created", dates.local(customer.created()));
    node.put("date_created_gmt", dates.gmt(customer.created()));
    node.put("date_modified", dates.local(customer.created()));
    node.put("date_modified_gmt", dates.gmt(customer.created()));
    node.put("email", customer.email());
    node.put("first_name", customer.firstName());
    node.put("last_name", customer.lastName());
    node.put("role", "customer");
    node.put("username", customer.account());
    node.set("billing", WooAddresses.write(WooAddresses.NONE, Optional.of(customer.email())));
    node.set("shipping", WooAddresses.write(WooAddresses.NONE, Optional.empty()));
    node.put(
        "is_paying_customer",
        store.orders().stream().anyMatch(o -> o.customer == customer.id() && o.paid.isPresent()));
    node.put("avatar_url", "");
    node.putArray("meta_data");
    return node;
  }
}
