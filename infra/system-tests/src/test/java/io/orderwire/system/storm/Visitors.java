package io.orderwire.system.storm;

import io.orderwire.testkit.ManualClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Who comes to the shop: people who say more or less of themselves, fill carts, order them or
/// leave them, and one who asks to be forgotten.
final class Visitors {
  /// The account of the one who asks to be forgotten, and what must then be found nowhere.
  static final String ACCOUNT = "7";

  /// An address that she shares with somebody.
  static final String SHARED = "office@example.com";

  static final List<String> MARKS = List.of("anna", "berg", "hafenweg");

  private static final String ORDER = "o";
  private static final String CART = "c";
  private static final int NOBODY = Integer.MAX_VALUE;
  private static final int MOST_CARTS = 4;
  private static final int CENTS = 100;

  /// One person as a guest, by account, and as both; then two who share something with her or
  /// nothing.
  private static final List<String> PEOPLE =
      List.of(
          """
          ,"name":"Anna Berg","email":"office@example.com","street":"Hafenweg 1"\
          """,
          """
          ,"account":"7","name":"Anna Berg","email":"anna@example.com"\
          """,
          """
          ,"account":"7","name":"Berg, Anna","email":"Office@example.com","street":"Hafenweg 1"\
          """,
          """
          ,"name":"Tom Sund","email":"office@example.com","street":"Gasse 9"\
          """,
          """
          ,"account":"8","name":"Eva Klein","email":"eva@example.com"\
          """);

  private static final int HERS = 3;

  /// Of whom nothing but a shared e-mail address is known may be taken for her.
  private static final int ALIKE = 3;

  private final Map<String, CartState> carts = new LinkedHashMap<>();
  private final Map<String, String> orders = new LinkedHashMap<>();
  private final Map<String, Integer> who = new TreeMap<>();
  private final ManualClock clock;
  private final Swarm swarm;
  private final Journal journal;
  private final Postman postman;
  private boolean gone;

  Visitors(ManualClock clock, Swarm swarm, Journal journal, Postman postman) {
    this.clock = clock;
    this.swarm = swarm;
    this.journal = journal;
    this.postman = postman;
  }

  /// A cart may be used.
  void step() {
    if (!swarm.has(Trouble.CARTS) || swarm.aside(2) == 0) {
      return;
    }
    List<CartState> open =
        carts.values().stream().filter(cart -> !orders.containsKey(cart.id())).toList();
    boolean fresh = open.isEmpty() || swarm.aside(4) == 0;
    if (fresh && carts.size() == MOST_CARTS) {
      return;
    }
    CartState used = fresh ? opened() : open.get(swarm.aside(open.size()));
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant at = now.isAfter(used.updated()) ? now : used.updated().plusSeconds(1);
    CartState saved = used.costing(used.total() + CENTS).at(at);
    carts.put(saved.id(), saved);
    journal.note(() -> "a cart is used: " + saved);
    postman.takeCart(saved);
  }

  private CartState opened() {
    String id = CART + (carts.size() + 1);
    return new CartState(
        id, Instant.MIN, "pending", false, false, false, 0, 0, false, somebody(id));
  }

  /// What a new order says of its buyer, of the cart that it was, and of when it was placed.
  String order(String id) {
    String says = buyerAndCart(id);
    return swarm.has(Trouble.REDACT) ? says + ",\"placed\":\"" + clock.instant() + '"' : says;
  }

  private String buyerAndCart(String id) {
    Optional<CartState> cart =
        carts.values().stream()
            .filter(each -> !orders.containsKey(each.id()))
            .filter(each -> !isErased(each.id()))
            .findFirst()
            .filter(each -> swarm.aside(2) == 0);
    if (cart.isPresent()) {
      orders.put(cart.get().id(), id);
      Optional.ofNullable(who.get(cart.get().id())).ifPresent(person -> who.put(id, person));
      return ",\"cart\":\"" + cart.get().id() + "\"" + cart.get().says();
    }
    return somebody(id);
  }

  static boolean isFromCart(String says) {
    return says.startsWith(",\"cart\"");
  }

  /// Somebody fills this cart or places this order, and says so much of themselves.
  private String somebody(String id) {
    if (!swarm.has(Trouble.PEOPLE) && !swarm.has(Trouble.REDACT)) {
      return "";
    }
    int way = gone ? HERS + swarm.aside(PEOPLE.size() - HERS) : swarm.aside(PEOPLE.size());
    who.put(id, Math.max(way, HERS - 1));
    return PEOPLE.get(way);
  }

  /// A number for whoever placed this order or filled this cart, if they say anything of
  /// themselves.
  Optional<Integer> personOf(String id) {
    return Optional.ofNullable(who.get(id));
  }

  /// She asks to be forgotten and does not come again.
  ///
  /// @return the request, naming all that is hers
  String farewell() {
    gone = true;
    return """
    {"account":"%s","orders":%s,"carts":%s,"everything":false,"round":0}\
    """
        .formatted(ACCOUNT, hers(ORDER), hers(CART));
  }

  boolean isFarewellSaid() {
    return gone;
  }

  private String hers(String kind) {
    return who.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(kind) && entry.getValue() < HERS)
        .map(entry -> '"' + entry.getKey() + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }

  /// True of an order or cart whose person is to be forgotten.
  boolean isErased(String id) {
    return gone && who.getOrDefault(id, NOBODY) < HERS;
  }

  /// True of those, and of what states an e-mail address of hers: payloads that do are not kept,
  /// and what is first seen after her wish although it is older is taken for hers.
  boolean mayBeErased(String id) {
    return gone && who.getOrDefault(id, NOBODY) <= ALIKE;
  }

  /// The order that a cart became.
  Optional<String> orderOf(String cart) {
    return Optional.ofNullable(orders.get(cart));
  }
}
