package io.orderwire.system.storm;

import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.TestWebhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/// Sends the cart's webhooks: on time, late, twice, torn, or not at all; tries a few times and
/// gives the address up when it fails too often.
final class Postman {
  static final String SECRET = "webhook secret";

  private static final String CART = "cart";
  private static final int TRIES = 3;
  private static final int FAILURES_UNTIL_DROPPED = 5;
  private static final Duration AGAIN_AFTER = Duration.ofMinutes(2);
  private static final int LATE_SECONDS = 400;
  private static final int OK = 300;

  private final List<Letter> bag = new ArrayList<>();
  private final List<Letter> all = new ArrayList<>();
  private final ManualClock clock;
  private final Swarm swarm;
  private final Journal journal;
  private final boolean dead;
  private boolean subscribed = true;
  private boolean calm;
  private int failures;

  /// A webhook on its way.
  ///
  /// @param state what it tells; a forged one tells what nobody said
  /// @param genuine signed by the shop
  /// @param torn its body ends in the middle
  record Letter(
      CartState state, Delivery delivery, Instant due, int tries, boolean genuine, boolean torn) {

    boolean isOfCart() {
      return delivery.headers().first("x-test-topic").equals(Optional.of(CART));
    }

    boolean isThin() {
      return delivery.headers().first("x-test-topic").equals(Optional.of("order-thin"));
    }
  }

  Postman(ManualClock clock, Swarm swarm, Journal journal) {
    this.clock = clock;
    this.swarm = swarm;
    this.journal = journal;
    this.dead = swarm.strikes(Trouble.DEAD_CHANNEL);
  }

  /// A change was saved.
  void take(CartState state) {
    if (dead || !subscribed) {
      return;
    }
    if (swarm.strikes(Trouble.FORGED)) {
      send(state.costing(state.total() + 7777), "order", false, false);
    }
    if (swarm.strikes(Trouble.DROP)) {
      journal.note(() -> "webhook dropped: " + state.essence());
      return;
    }
    boolean half = swarm.strikes(Trouble.HALF);
    boolean torn = swarm.strikes(Trouble.TORN);
    String topic = swarm.strikes(Trouble.THIN) ? "order-thin" : "order";
    send(half ? state.halfWritten() : state, topic, true, torn);
    if (half) {
      send(state, topic, true, false);
    }
    if (swarm.strikes(Trouble.DUPLICATE)) {
      send(state, topic, true, false);
    }
  }

  /// A cart was saved.
  void takeCart(CartState state) {
    if (dead || !subscribed || swarm.strikes(Trouble.DROP)) {
      return;
    }
    send(state, CART, true, false);
    if (swarm.strikes(Trouble.DUPLICATE)) {
      send(state, CART, true, false);
    }
  }

  /// Whether the shop sends webhooks.
  boolean isSubscribed() {
    return subscribed;
  }

  void subscribe(boolean subscribes) {
    subscribed = subscribes;
    journal.note(() -> "subscribed: " + subscribes);
  }

  private void send(CartState state, String topic, boolean genuine, boolean torn) {
    byte[] body = CartState.bytes(state.pushed());
    byte[] sent = torn ? Arrays.copyOf(body, body.length / 2) : body;
    Delivery signed = TestWebhooks.signed(topic, sent, genuine ? SECRET : "guessed");
    Map<String, String> headers = new TreeMap<>(signed.headers().values());
    Instant now = clock.instant();
    // As some carts do, two deliveries of one second have one id.
    headers.put("x-test-delivery", "d" + now.getEpochSecond());
    headers.put("x-test-triggered", state.updated().toString());
    int late = swarm.strikes(Trouble.REORDER) ? swarm.below(LATE_SECONDS) : swarm.below(3);
    Letter letter =
        new Letter(
            state,
            new Delivery("POST", new Headers(headers), "", sent),
            now.plusSeconds(late),
            0,
            genuine,
            torn);
    bag.add(letter);
    all.add(letter);
  }

  /// Every webhook that ever went out.
  List<Letter> sent() {
    return all;
  }

  void calmDown() {
    calm = true;
  }

  boolean isEmpty() {
    return bag.isEmpty();
  }

  /// Delivers what is due.
  ///
  /// @param door answers with a status
  void deliver(ToIntFunction<Letter> door) {
    Instant now = clock.instant();
    List<Letter> due = new ArrayList<>();
    for (Letter letter : bag) {
      if (calm || !letter.due().isAfter(now)) {
        due.add(letter);
      }
    }
    bag.removeAll(due);
    for (Letter letter : due) {
      int status = door.applyAsInt(letter);
      journal.note(
          () ->
              "webhook %s%s%s answered %d"
                  .formatted(
                      letter.state().essence(),
                      letter.genuine() ? "" : " FORGED",
                      letter.torn() ? " TORN" : "",
                      status));
      if (status < OK) {
        failures = 0;
      } else if (letter.genuine()) {
        failed(letter);
      }
    }
  }

  private void failed(Letter letter) {
    failures++;
    if (failures >= FAILURES_UNTIL_DROPPED && swarm.strikes(Trouble.KILLED_SUBSCRIPTION)) {
      subscribed = false;
      journal.note(() -> "the cart drops the subscription");
    }
    if (letter.tries() < TRIES && !calm) {
      bag.add(
          new Letter(
              letter.state(),
              letter.delivery(),
              clock.instant().plus(AGAIN_AFTER),
              letter.tries() + 1,
              letter.genuine(),
              letter.torn()));
    }
  }
}
