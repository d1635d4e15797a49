package io.orderwire.shops.vendure;

import io.orderwire.shops.Purchase;
import io.orderwire.shops.Sequence;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// The shop's database: orders and customers, and an id sequence for each table. Its times are as
/// fine as PostgreSQL's.
final class VendStore {
  private static final String CODE_LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final int CODE_LENGTH = 16;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<Long, VendOrder> orders = new LinkedHashMap<>();
  private final Map<String, VendCustomer> customers = new LinkedHashMap<>();
  private final Map<Table, Sequence> ids = new EnumMap<>(Table.class);

  /// Whose rows have ids.
  enum Table {
    ORDER,
    ORDER_LINE,
    SURCHARGE,
    SHIPPING_LINE,
    PAYMENT,
    REFUND,
    FULFILLMENT,
    MODIFICATION,
    HISTORY,
    CUSTOMER,
    USER
  }

  VendStore(InstantSource clock, RandomGenerator random, long firstId) {
    this.clock = clock;
    this.random = random;
    for (Table table : Table.values()) {
      ids.put(table, new Sequence(firstId, 1));
    }
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  long id(Table table) {
    return Objects.requireNonNull(ids.get(table), "every table has a sequence").next();
  }

  /// What buyers know an order by.
  String code() {
    StringBuilder code = new StringBuilder();
    for (int letter = 0; letter < CODE_LENGTH; letter++) {
      code.append(CODE_LETTERS.charAt(random.nextInt(CODE_LETTERS.length())));
    }
    return code.toString();
  }

  /// A session's token.
  String token() {
    return "%016x%016x%016x%016x"
        .formatted(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  void add(VendOrder order) {
    orders.put(order.id, order);
  }

  Optional<VendOrder> order(String id) {
    return id.matches("[0-9]{1,18}")
        ? Optional.ofNullable(orders.get(Long.parseLong(id)))
        : Optional.empty();
  }

  List<VendOrder> orders() {
    return new ArrayList<>(orders.values());
  }

  /// The customer with this address; one with an account is another than a guest.
  VendCustomer customer(Purchase.Buyer buyer, String email, String phone) {
    String key = buyer.account().orElse("guest " + email);
    return customers.computeIfAbsent(
        key,
        unknown ->
            new VendCustomer(
                id(Table.CUSTOMER),
                buyer.account().isPresent()
                    ? OptionalLong.of(id(Table.USER))
                    : OptionalLong.empty(),
                buyer,
                email,
                phone,
                now()));
  }

  Optional<VendCustomer> account(String name) {
    return Optional.ofNullable(customers.get(name));
  }
}
