package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orderwire.message.EventType;
import io.orderwire.model.StoreId;
import io.orderwire.model.Transition;
import io.orderwire.port.EventSubscription;
import io.orderwire.port.EventSubscription.Disabled;
import io.orderwire.port.EventSubscription.Selection;
import io.orderwire.port.EventSubscriptions;
import io.orderwire.port.EventSubscriptions.Attempt;
import io.orderwire.port.EventSubscriptions.AttemptPage;
import io.orderwire.port.EventSubscriptions.SubscriptionPage;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.SubscriptionId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every place for event subscriptions does.
public abstract class EventSubscriptionsContract {
  private final String prefix = "contract-" + UUID.randomUUID() + "-";

  protected abstract EventSubscriptions subscriptions();

  private SubscriptionId id(String name) {
    return new SubscriptionId(prefix + name);
  }

  private EventSubscription subscription(String name) {
    return new EventSubscription(
        id(name),
        "Wärehouse",
        URI.create("https://hooks.example.com/in?key=%C3%BC"),
        new Selection(
            List.of(EventType.ORDER_COMMITTED, EventType.STORE_HEALTH_CHANGED),
            List.of(Transition.READY_FOR_FULFILLMENT),
            List.of(new StoreId("acme-eu"))),
        new SealedCredentials("c2VhbGVk"),
        Optional.of(Samples.NOON),
        Optional.of(new Disabled("gone", "why", "what to do", Samples.NOON, Samples.NOON)),
        Samples.NOON,
        1);
  }

  private Attempt attempt(String name, Instant at, String event, Optional<String> failure) {
    return new Attempt(
        id(name),
        at,
        event,
        1,
        failure.isEmpty() ? Optional.of(204) : Optional.empty(),
        failure,
        17,
        failure.map(why -> at.plusSeconds(5)));
  }

  @Test
  void findsWhatWasAddedAndNothingOnceItIsRemoved() {
    EventSubscription added = subscription("one");
    assertThat(subscriptions().get(added.id())).isEmpty();
    assertThat(subscriptions().add(added)).isTrue();
    assertThat(subscriptions().get(added.id())).contains(added);
    assertThat(subscriptions().add(subscription("one"))).isFalse();
    subscriptions().remove(added.id());
    subscriptions().remove(added.id());
    assertThat(subscriptions().get(added.id())).isEmpty();
    assertThat(subscriptions().update(added)).isFalse();
  }

  @Test
  void onlyTheFirstOfTwoChangesIsTaken() {
    EventSubscription read = subscription("two");
    subscriptions().add(read);
    assertThat(subscriptions().update(read.withDisabled(Optional.empty()))).isTrue();
    assertThat(subscriptions().update(read)).isFalse();
    EventSubscription now = subscriptions().get(read.id()).orElseThrow();
    assertThat(now.isActive()).isTrue();
    assertThat(now.revision()).isEqualTo(2);
  }

  @Test
  void listsByIdPageByPage() {
    List<String> names = List.of("a", "b", "c", "d", "e");
    names.forEach(name -> subscriptions().add(subscription(name)));
    List<SubscriptionId> seen = new ArrayList<>();
    Optional<SubscriptionId> cursor = Optional.of(new SubscriptionId(prefix));
    do {
      SubscriptionPage page = subscriptions().list(cursor, 2);
      assertThat(page.subscriptions()).hasSizeLessThanOrEqualTo(2);
      page.subscriptions().forEach(each -> seen.add(each.id()));
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    assertThat(seen).startsWith(names.stream().map(this::id).toArray(SubscriptionId[]::new));
    assertThat(subscriptions().all())
        .extracting(EventSubscription::id)
        .containsAll(seen)
        .isSorted();
  }

  @Test
  void showsTheTriesOfASubscriptionTheNewestFirst() {
    for (int second = 0; second < 5; second++) {
      subscriptions()
          .record(
              attempt(
                  "tries",
                  Samples.NOON.plusSeconds(second),
                  "acme-eu/order/ö/" + second,
                  Optional.of("status 500")));
    }
    subscriptions().record(attempt("others", Samples.NOON, "acme-eu/order/1/1", Optional.empty()));
    AttemptPage first = subscriptions().attempts(id("tries"), Optional.empty(), 3);
    assertThat(first.attempts())
        .extracting(Attempt::eventId)
        .containsExactly("acme-eu/order/ö/4", "acme-eu/order/ö/3", "acme-eu/order/ö/2");
    AttemptPage rest = subscriptions().attempts(id("tries"), first.nextCursor(), 3);
    assertThat(rest.attempts())
        .containsExactly(
            attempt(
                "tries",
                Samples.NOON.plusSeconds(1),
                "acme-eu/order/ö/1",
                Optional.of("status 500")),
            attempt("tries", Samples.NOON, "acme-eu/order/ö/0", Optional.of("status 500")));
    assertThat(rest.nextCursor()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> subscriptions().attempts(id("tries"), Optional.of("x"), 3));
  }

  @Test
  void knowsWhetherAnythingWasDeliveredSince() {
    Instant at = Samples.NOON.plusSeconds(60);
    subscriptions().record(attempt("fed", at, "acme-eu/order/1/1", Optional.empty()));
    for (int second = 1; second < 30; second++) {
      subscriptions()
          .record(
              attempt(
                  "fed", at.plusSeconds(second), "acme-eu/order/1/2", Optional.of("no answer")));
    }
    assertThat(subscriptions().deliveredSince(id("fed"), at)).isTrue();
    assertThat(subscriptions().deliveredSince(id("fed"), at.plusMillis(1))).isFalse();
    assertThat(subscriptions().deliveredSince(id("unheard"), Samples.NOON)).isFalse();
  }
}
