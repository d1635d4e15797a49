package io.orderwire.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.Listing;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.Window;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.Errand;
import io.orderwire.engine.FeedReader;
import io.orderwire.engine.FeedReader.Progress;
import io.orderwire.engine.Lane;
import io.orderwire.engine.RetryTable;
import io.orderwire.engine.RetryTable.Reaction;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Credentials;
import io.orderwire.port.Store;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.ScriptedCart;
import io.orderwire.testkit.TestConnector;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeedReaderTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final StoreId STORE = new StoreId("acme-eu");

  private final ManualClock clock = new ManualClock(START);
  private final InMemorySecretBox secrets = new InMemorySecretBox();
  private final ScriptedCart cart = new ScriptedCart(request -> ScriptedCart.json(200, "{}"));
  private int pages;

  @Test
  void aListingThatLeadsBackIsStopped() {
    Progress progress = read(number -> new Page(List.of(row()), Optional.of(call(number % 2))));
    assertThat(progress).isInstanceOf(Progress.Failed.class);
    assertThat(((Progress.Failed) progress).fault().category()).isEqualTo(Category.MALFORMED);
    assertThat(pages).isEqualTo(2);
  }

  @Test
  void emptyPagesWithoutEndAreStopped() {
    Progress progress = read(number -> new Page(List.of(), Optional.of(call(number))));
    assertThat(progress).isInstanceOf(Progress.Failed.class);
    assertThat(pages).isLessThan(60);
  }

  @Test
  void itEndsWhereTheListingEnds() {
    assertThat(
            read(
                number ->
                    new Page(
                        List.of(row()), number < 4 ? Optional.of(call(number)) : Optional.empty())))
        .isEqualTo(new Progress.Ended());
    assertThat(pages).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Category.class)
  void everyFaultHasAnAnswer(Category category) {
    Reaction first = RetryTable.afterwards(Fault.of(category, "x"), 0, Duration.ZERO);
    Reaction last =
        RetryTable.afterwards(Fault.of(category, "x"), 1_000, RetryTable.PATIENCE.plusDays(1));
    assertThat(last).isNotInstanceOf(Reaction.RetryLater.class);
    assertThat(first instanceof Reaction.ParkStore).isEqualTo(category == Category.UNAUTHORIZED);
  }

  @Test
  void delaysGrowAndFitTheQueue() {
    Duration before = Duration.ZERO;
    for (int attempt = 0; attempt < 100; attempt++) {
      Reaction reaction =
          RetryTable.afterwards(Fault.of(Category.UNAVAILABLE, "x"), attempt, Duration.ZERO);
      Duration delay = ((Reaction.RetryLater) reaction).delay();
      assertThat(delay).isGreaterThanOrEqualTo(before);
      assertThat(delay).isLessThanOrEqualTo(RetryTable.LONGEST_DELAY);
      before = delay;
    }
    assertThat(before).isEqualTo(RetryTable.LONGEST_DELAY);
  }

  private Progress read(IntFunction<Page> script) {
    Listing listing =
        new Listing() {
          @Override
          public CartCall first(Window window, StoreContext store) {
            return call(0);
          }

          @Override
          public Page read(CartCall call, CartReply reply, StoreContext store) {
            return script.apply(++pages);
          }
        };
    CartClient client =
        new CartClient(
            cart, secrets, new CartClient.Surroundings(clock, clock::advance, () -> "nonce"));
    return new FeedReader(client).read(errand(), listing, call(0), page -> true);
  }

  private static CartCall call(int page) {
    return CartCall.get("/orders", List.of(new Parameter("page", Integer.toString(page))));
  }

  private static Page.Row row() {
    return new Page.Row(
        Page.Kind.ORDER,
        new ExternalId("1"),
        START,
        Optional.of(JsonNodeFactory.instance.objectNode()));
  }

  private Errand errand() {
    Store store =
        new Store(
            STORE,
            TestConnector.PLATFORM,
            "Acme",
            URI.create("https://shop.example"),
            "endpoint",
            secrets.seal(STORE, new Credentials(Map.of(TestConnector.TOKEN, "t0ken"))),
            true,
            Map.of(),
            StoreMapping.standard(),
            Store.State.ACTIVE,
            Optional.empty(),
            START,
            0);
    return new Errand(store, TestConnector.create(), Lane.RECONCILE, START.plusSeconds(60));
  }
}
