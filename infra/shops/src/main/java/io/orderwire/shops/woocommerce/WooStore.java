package io.orderwire.shops.woocommerce;

import io.orderwire.shops.Sequence;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The shop's database: orders and customers by id, ids, and the one-second clock.
final class WooStore {
  private final InstantSource clock;
  private final Sequence posts;
  private final Sequence items;
  private final Sequence metas;
  private final Map<Long, WooOrder> orders = new LinkedHashMap<>();
  private final Map<String, Customer> customers = new LinkedHashMap<>();
  private long nextCustomer = 2;

  /// An account holder.
  record Customer(
      long id, String account, String email, String firstName, String lastName, Instant created) {}

  WooStore(InstantSource clock, long firstId) {
    this.clock = clock;
    this.posts = new Sequence(firstId, 1);
    this.items = new Sequence(firstId, 1);
    this.metas = new Sequence(firstId, 1);
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /// An id for an order or a refund: WordPress numbers all posts together.
  long postId() {
    return posts.next();
  }

  long itemId() {
    return items.next();
  }

  long metaId() {
    return metas.next();
  }

  void add(WooOrder order) {
    orders.put(order.id, order);
  }

  void remove(WooOrder order) {
    orders.remove(order.id);
  }

  Optional<WooOrder> order(String id) {
    try {
      return Optional.ofNullable(orders.get(Long.parseLong(id)));
    } catch (NumberFormatException notAnId) {
      return Optional.empty();
    }
  }

  List<WooOrder> orders() {
    return new ArrayList<>(orders.values());
  }

  Optional<Customer> customer(String account) {
    return Optional.ofNullable(customers.get(account));
  }

  Optional<Customer> customer(long id) {
    return customers.values().stream().filter(customer -> customer.id() == id).findFirst();
  }

  Customer register(String account, String email, String firstName, String lastName) {
    Customer customer = new Customer(nextCustomer++, account, email, firstName, lastName, now());
    customers.put(account, customer);
    return customer;
  }

  void save(Customer customer) {
    customers.put(customer.account(), customer);
  }

  List<Customer> customers() {
    return new ArrayList<>(customers.values());
  }
}
