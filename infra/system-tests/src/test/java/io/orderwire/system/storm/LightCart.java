package io.orderwire.system.storm;

import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.port.CartTransport;
import io.orderwire.testkit.Faults;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A cart that costs next to nothing: it keeps every state of every order, answers calls from them,
/// and tells the postman of each change.
final class LightCart implements CartTransport {
  static final int PAGE = 3;

  private static final int LONGEST_AWAY = 900;
  private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(40);
  private static final Duration COPY_LAGS = Duration.ofSeconds(3);
  private static final Comparator<CartState> BY_TIME =
      Comparator.comparing(CartState::updated).thenComparing(CartState::id);

  private final NavigableMap<String, List<CartState>> orders = new TreeMap<>();
  private final Map<String, Instant> changedAt = new LinkedHashMap<>();
  private final Set<String> deepOnly = new TreeSet<>();
  private final ManualClock clock;
  private final Swarm swarm;
  private final Faults faults;
  private final Journal journal;
  private final Postman postman;
  private final Trader trader;
  private Instant refusesUntil = Instant.MIN;
  private Instant awayUntil = Instant.MIN;
  private boolean tokenExpired;
  private boolean calm;

  LightCart(ManualClock clock, Swarm swarm, Faults faults, Journal journal, Postman postman) {
    this.clock = clock;
    this.swarm = swarm;
    this.faults = faults;
    this.journal = journal;
    this.postman = postman;
    this.trader = new Trader(this, clock, swarm, journal, postman);
  }

  Trader trader() {
    return trader;
  }

  /// The newest state of an order, or none.
  CartState newest(String id) {
    return history(id).getLast();
  }

  List<String> ids() {
    return List.copyOf(orders.keySet());
  }

  /// All states of an order, oldest first.
  List<CartState> history(String id) {
    return orders.getOrDefault(id, List.of());
  }

  void add(CartState state) {
    orders.computeIfAbsent(state.id(), id -> new ArrayList<>()).add(state);
    changedAt.put(state.id(), clock.instant());
  }

  /// The listing by change time is not bound to show the newest state of this order.
  void onlyDeepLooksFind(String id) {
    deepOnly.add(id);
  }

  /// Orders whose newest state the listing by change time shows.
  List<String> shownByTime() {
    return orders.keySet().stream().filter(id -> !deepOnly.contains(id)).toList();
  }

  /// No more troubles.
  void calmDown() {
    calm = true;
    tokenExpired = false;
    refusesUntil = Instant.MIN;
  }

  void renewToken() {
    tokenExpired = false;
  }

  @Override
  public CartReply exchange(Request request) {
    faults.at(Step.CART_CALL, Moment.BEFORE);
    String path = request.address().getPath();
    String query = request.address().getQuery();
    if (!calm && swarm.strikes(Trouble.MOVING_ROWS)) {
      boolean between = query != null && (query.contains("after=") || query.contains("page="));
      trader.step(between);
    }
    CartReply reply = answer(path, query);
    journal.note(() -> "cart answers " + reply.status() + " to " + request.address());
    faults.at(Step.CART_CALL, Moment.AFTER);
    return reply;
  }

  private CartReply answer(String path, String query) {
    if (!calm) {
      int trouble = trouble(query);
      if (trouble == 429) {
        return new CartReply(429, new Headers(Map.of("retry-after", "7")), new byte[0]);
      }
      if (trouble != 0) {
        return new CartReply(trouble, Headers.none(), new byte[0]);
      }
    }
    return switch (path) {
      case "/orders" -> byTime(query, false);
      case "/falling" -> byTime(query, true);
      case "/these" -> these(parameter(query, "ids"));
      case "/ping" -> reply("{}");
      case LightHooks.PATH -> reply(LightHooks.listed(postman.isSubscribed()));
      case LightHooks.MADE -> {
        postman.subscribe(true);
        yield reply("{}");
      }
      default -> one(path.substring(path.lastIndexOf('/') + 1));
    };
  }

  private int trouble(String query) {
    if (clock.instant().isBefore(refusesUntil)) {
      return 429;
    }
    if (swarm.strikes(Trouble.THROTTLE_STORMS)) {
      refusesUntil = clock.instant().plusSeconds(swarm.below((int) LONGEST_REFUSAL.toSeconds()));
      return 429;
    }
    if (clock.instant().isBefore(awayUntil)) {
      return 503;
    }
    if (swarm.strikes(Trouble.CART_AWAY)) {
      awayUntil = clock.instant().plusSeconds(60L + swarm.below(LONGEST_AWAY));
      return 503;
    }
    if (tokenExpired || swarm.strikes(Trouble.EXPIRED_TOKEN)) {
      tokenExpired = true;
      return 401;
    }
    boolean later = query != null && query.contains("after=");
    boolean broken = later && swarm.strikes(Trouble.BROKEN_PAGES);
    return broken || swarm.strikes(Trouble.CART_ERRORS) ? 503 : 0;
  }

  private CartReply one(String id) {
    List<CartState> states = orders.get(id);
    if (states == null) {
      return new CartReply(404, Headers.none(), CartState.bytes("{}"));
    }
    CartState newest = states.getLast();
    // Two answers of one tick of the cart's clock nobody can tell apart: the later one is believed,
    // and the next one heals it. A copy lags by more than a tick here.
    boolean fresh =
        changedAt.getOrDefault(id, Instant.EPOCH).plus(COPY_LAGS).isAfter(clock.instant());
    if (!calm && fresh && states.size() > 1 && swarm.strikes(Trouble.LAGGING_FETCHES)) {
      CartState before = states.get(states.size() - 2);
      return reply((before.updated().equals(newest.updated()) ? newest : before).whole());
    }
    return reply(newest.whole());
  }

  /// Ascending by change time, ties by id. Behind `after`, or from the page's number on.
  private CartReply byTime(String query, boolean falling) {
    String from = parameter(query, "from");
    String after = parameter(query, "after");
    Instant begin = Instant.parse(from.substring(0, from.indexOf('_')));
    String end = from.substring(from.indexOf('_') + 1);
    Instant before = end.isEmpty() ? Instant.MAX : Instant.parse(end);
    List<CartState> rows = new ArrayList<>();
    for (List<CartState> states : orders.values()) {
      CartState state = states.getLast();
      if (!state.draft() && !state.updated().isBefore(begin) && !state.updated().isAfter(before)) {
        rows.add(state);
      }
    }
    rows.sort(falling ? BY_TIME.reversed() : BY_TIME);
    String number = parameter(query, "page");
    int start = number.isEmpty() ? 0 : (Integer.parseInt(number) - 1) * PAGE;
    if (!after.isEmpty()) {
      start = behind(after, rows, falling);
    }
    int last = Math.min(start + PAGE, rows.size());
    StringBuilder json = new StringBuilder("{\"rows\":[");
    for (int index = start; index < last; index++) {
      json.append(index == start ? "" : ",").append(rows.get(index).pushed());
    }
    json.append(']');
    if (last < rows.size() && last > 0) {
      json.append(",\"after\":\"").append(place(rows.get(last - 1))).append('"');
    }
    return reply(json.append('}').toString());
  }

  private static int behind(String after, List<CartState> rows, boolean falling) {
    int split = after.lastIndexOf('~');
    Instant time = Instant.parse(after.substring(0, split));
    String id = after.substring(split + 1);
    int start = 0;
    while (start < rows.size() && !isBeyond(rows.get(start), time, id, falling)) {
      start++;
    }
    return start;
  }

  private static boolean isBeyond(CartState row, Instant time, String id, boolean falling) {
    int byTime = row.updated().compareTo(time);
    int place = byTime == 0 ? row.id().compareTo(id) : byTime;
    return falling ? place < 0 : place > 0;
  }

  private static String place(CartState row) {
    return row.updated() + "~" + row.id();
  }

  private CartReply these(String ids) {
    StringBuilder json = new StringBuilder("{\"rows\":[");
    for (String id : ids.split(",", -1)) {
      List<CartState> states = orders.get(id);
      if (states != null && !states.getLast().draft()) {
        json.append(json.charAt(json.length() - 1) == '[' ? "" : ",");
        json.append(states.getLast().whole());
      }
    }
    return reply(json.append("]}").toString());
  }

  private static String parameter(String query, String name) {
    if (query == null) {
      return "";
    }
    int begin = query.indexOf(name + "=");
    if (begin < 0) {
      return "";
    }
    int end = query.indexOf('&', begin);
    return query.substring(begin + name.length() + 1, end < 0 ? query.length() : end);
  }

  private static CartReply reply(String json) {
    return new CartReply(200, Headers.none(), CartState.bytes(json));
  }
}
