package io.orderwire.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.ErasureRequest;
import io.orderwire.message.EventData;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Order;
import io.orderwire.model.StoreId;
import io.orderwire.port.Erasures.Erasure;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.shops.Action;
import io.orderwire.shops.Address;
import io.orderwire.shops.AdminOrder;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.Catalogue;
import io.orderwire.shops.Chaos;
import io.orderwire.shops.Item;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Purchase;
import io.orderwire.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Somebody orders, pays, gets a parcel, gives something back, and wants to be forgotten somewhere
/// on the way, with the process ending at any one moment of that. The cart keeps naming them. In
/// the end they are nowhere, the orders count to the cent, and the certificate is complete.
class ErasureStoryTest {
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final int STEPS = 4;

  /// The wish after this step is tried with a crash at the moments of carrying it out.
  private static final int CRASHING = 3;

  /// Who asks, and how.
  enum Asked {
    CUSTOMER_BY_TOPIC(1),
    CUSTOMER_BY_API(7),
    GUEST_BY_API(7),
    SHOP_BY_TOPIC(7);

    /// Every moment for one way of asking; the others share its steps.
    private final int stride;

    Asked(int stride) {
      this.stride = stride;
    }
  }

  /// When the webhooks of the story come.
  private enum Webhooks {
    AT_ONCE,
    AFTER_THE_REQUEST
  }

  @ParameterizedTest
  @EnumSource(Asked.class)
  void whereverItIsAskedForAndWhereverItCrashesThePersonIsGone(Asked asked) {
    int runs = 0;
    for (Webhooks webhooks : Webhooks.values()) {
      for (int after = 1; after <= STEPS; after++) {
        Story undisturbed = new Story(asked, webhooks);
        undisturbed.play(after, -1);
        undisturbed.check("%s after step %d, %s".formatted(asked, after, webhooks));
        int moments = undisturbed.moments;
        assertThat(moments).isGreaterThan(20);
        boolean crashes = after == CRASHING && webhooks == Webhooks.AT_ONCE;
        for (int crash = 0; crash < moments && crashes; crash += asked.stride) {
          Story story = new Story(asked, webhooks);
          story.play(after, crash);
          story.check("%s after step %d, %s, crash at %d".formatted(asked, after, webhooks, crash));
          runs++;
        }
      }
    }
    System.out.printf("erasure: %s, %d crashes%n", asked, runs);
  }

  /// One shop, two people, and the suite.
  private static final class Story {
    private final ManualClock clock = new ManualClock(START);
    private final CrashAt faults = new CrashAt();
    private final Asked asked;
    private final Webhooks webhooks;
    private final SimulatedShop shop;
    private final SimulatedSuite suite;
    private final StoreId store;
    private final List<Attempt> delivered = new ArrayList<>();
    private String order = "";
    private int moments;

    Story(Asked asked, Webhooks webhooks) {
      this.asked = asked;
      this.webhooks = webhooks;
      this.shop =
          SimulatedShop.open(
              Platform.SHOPIFY,
              clock,
              RandomGeneratorFactory.of("L64X128MixRandom").create(1),
              Chaos.none());
      this.store = new StoreId(shop.storeId());
      this.suite = new SimulatedSuite(List.of(shop), clock, faults);
      suite.connect(shop);
    }

    /// The whole story; the wish comes behind a step, the crash while it is carried out.
    void play(int after, int crash) {
      place(person("Tom", "Sund", Optional.empty()));
      for (int step = 1; step <= STEPS; step++) {
        step(step);
        clock.advance(Duration.ofSeconds(40));
        if (webhooks == Webhooks.AT_ONCE || step > after) {
          deliverDue();
          work();
        }
        if (step == after) {
          faults.arm(crash);
          ask();
          work();
          // Erasures are gone through once more after a quarter of an hour.
          clock.advance(Duration.ofMinutes(16));
          work();
          moments = faults.moments();
          faults.arm(-1);
          settle();
        }
      }
      deliverDue();
      settle();
      delivered.forEach(suite::deliver);
      suite.jobs.sendAll(
          List.of(
              PollJob.due(store, PollJob.REREAD),
              PollJob.reconcile(store, PollJob.RECONCILE, START)));
      settle();
    }

    private void step(int step) {
      switch (step) {
        case 1 ->
            order =
                place(
                    person(
                        "Anna",
                        "Berg",
                        asked == Asked.GUEST_BY_API ? Optional.empty() : Optional.of("anna")));
        case 2 -> act(new Action.Pay(order, Action.Payment.SALE, Optional.empty()));
        case 3 ->
            act(
                new Action.Ship(
                    order,
                    List.of(new Action.Portion(0, 1)),
                    Optional.of(
                        new Action.Tracking(
                            "PostNL", "3SBERG1", "https://tracking.example/3SBERG1"))));
        case 4 ->
            act(
                new Action.Refund(
                    order,
                    List.of(new Action.Portion(0, 1)),
                    Optional.empty(),
                    "Anna did not like it"));
        default -> throw new IllegalArgumentException("no step " + step);
      }
    }

    private String place(Purchase.Buyer buyer) {
      Address home =
          new Address(
              buyer.firstName(),
              buyer.lastName(),
              "",
              "Lange Haven 9",
              "",
              "Schiedam",
              "Zuid-Holland",
              "ZH",
              "3111 CA",
              "Netherlands",
              "NL",
              "+31 10 555 0199");
      return act(
          new Action.Place(
              Purchase.of(buyer, home, List.of(Item.of(Catalogue.MUG, 3)))
                  .change()
                  .tender(Purchase.Tender.CARD_PENDING)
                  .done()));
    }

    private static Purchase.Buyer person(String first, String last, Optional<String> account) {
      return new Purchase.Buyer(
          account, Optional.of(first.toLowerCase(Locale.ROOT) + "@example.com"), first, last);
    }

    private String act(Action action) {
      return shop.shop().act(action).id();
    }

    /// Shopify keeps a customer of every buyer with an address; one by hand names no more than
    /// that.
    private void ask() {
      switch (asked) {
        case CUSTOMER_BY_TOPIC -> {
          act(new Action.Redact("anna"));
          askByTopic();
        }
        case SHOP_BY_TOPIC -> {
          act(new Action.RedactShop());
          askByTopic();
        }
        case CUSTOMER_BY_API -> askByApi(Optional.empty(), List.of(new ExternalId(order)));
        case GUEST_BY_API -> askByApi(Optional.of("Anna@example.com"), List.of());
      }
    }

    private void askByTopic() {
      clock.advance(Duration.ofSeconds(10));
      List<Attempt> due = shop.shop().due();
      due.stream().filter(Story::isRequest).forEach(this::deliver);
      work();
      due.stream().filter(attempt -> !isRequest(attempt)).forEach(this::deliver);
    }

    private static boolean isRequest(Attempt attempt) {
      return attempt.topic().endsWith("/redact");
    }

    /// What the store API writes and sends.
    private void askByApi(Optional<String> email, List<ExternalId> orders) {
      Optional<ExternalId> account =
          email.isPresent()
              ? Optional.empty()
              : Optional.of(
                  new ExternalId(act(new Action.ChangeEmail("anna", "anna@example.com"))));
      ErasureRequest request =
          new ErasureRequest(
              Optional.empty(), account, email, Optional.empty(), orders, List.of(), false, 0);
      faults.arm(-1);
      suite.erasures.save(Erasure.asked(store, "asked", request, clock.instant()));
      suite.intake.send(
          new IntakeMessage(
              store,
              IntakeKind.ERASE,
              Cause.ERASE,
              "asked",
              clock.instant(),
              Map.of(),
              Body.of(Json.bytes(request)),
              Optional.empty(),
              0,
              false,
              Optional.empty()));
    }

    private void deliverDue() {
      shop.shop().due().forEach(this::deliver);
    }

    /// Who is not answered delivers again.
    private void deliver(Attempt attempt) {
      if (suite.deliver(attempt) instanceof io.orderwire.shops.Outcome.Unanswered) {
        suite.deliver(attempt);
      }
      shop.shop().report(attempt, new io.orderwire.shops.Outcome.Answered(200));
      if (!isRequest(attempt)) {
        delivered.add(attempt);
      }
    }

    private void work() {
      while (suite.hasWork()) {
        suite.poll();
        suite.normalize();
        suite.dispatch();
      }
    }

    private void settle() {
      work();
      for (int round = 0; round < 3; round++) {
        clock.advance(Duration.ofMinutes(16));
        suite.plan();
        work();
      }
    }

    void check(String what) {
      assertThat(suite.isIdle()).as(what).isTrue();
      assertThat(suite.intake.queue().deadLetters()).as(what).isEmpty();
      String kept = everything();
      assertThat(kept)
          .as(what)
          .doesNotContain("anna@example.com")
          .doesNotContain("anna")
          .doesNotContain("berg");
      assertThat(suite.ledger.history(new Subject(store, Subject.Kind.ORDER, order), 1, 1000))
          .as(what)
          .allMatch(version -> orderOf(version).buyer().customerId().isEmpty());
      assertThat(kept.contains("tom@example.com")).as(what).isEqualTo(asked != Asked.SHOP_BY_TOPIC);
      for (AdminOrder truth : shop.placedOrders()) {
        Order held = newest(truth.id());
        assertThat(held.totals().display().grandTotal().amount())
            .as(what)
            .isEqualByComparingTo(truth.grandTotal());
        assertThat(held.erasedAt().isPresent())
            .as(what)
            .isEqualTo(asked == Asked.SHOP_BY_TOPIC || truth.id().equals(order));
      }
      assertThat(suite.erasures.list(store, 10))
          .as(what)
          .isNotEmpty()
          .allMatch(each -> each.completedAt().isPresent());
      EventData.Reconciled certificate = certificate();
      assertThat(certificate.complete()).as("%s: %s", what, certificate).isTrue();
    }

    private Order newest(String id) {
      return orderOf(
          suite.ledger.history(new Subject(store, Subject.Kind.ORDER, id), 1, 1000).getLast());
    }

    private static Order orderOf(LedgerEntry entry) {
      return ((EventData.OrderChange) entry.event().detail().data()).order().orElseThrow();
    }

    private EventData.Reconciled certificate() {
      LedgerEntry newest = suite.ledger.history(Subject.reconciliation(store), 1, 1000).getLast();
      return (EventData.Reconciled) newest.event().detail().data();
    }

    /// All that is kept anywhere, in lower case.
    private String everything() {
      StringBuilder all = new StringBuilder(suite.customers.everything());
      suite.ledger.stream(0).forEach(entry -> all.append(Json.text(entry.event())));
      for (String key : suite.archive.list("", 10_000)) {
        all.append(key)
            .append(new String(suite.archive.get(key).orElseThrow(), StandardCharsets.UTF_8));
      }
      suite.deadLetters.letters().forEach(letter -> all.append(Json.text(letter)));
      suite.erasures.list(store, 100).forEach(each -> all.append(Json.text(each)));
      return all.toString().toLowerCase(Locale.ROOT);
    }
  }
}
