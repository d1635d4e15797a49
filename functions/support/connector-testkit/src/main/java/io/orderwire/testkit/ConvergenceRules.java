package io.orderwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.json.Json;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.Finding;
import io.orderwire.model.Order;
import io.orderwire.model.Read;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.Store;
import io.orderwire.testkit.OrderLife.Moment;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Deliveries converge: C11. Every permutation of up to five versions of an order as webhooks, each
/// with one of them delivered twice, and the listed row of the last one somewhere among them, ends
/// in the same order, byte for byte.
///
/// What may differ is how it came about: the number of versions (what is overtaken is not
/// recorded), the receipts, and at which version the order was committed.
interface ConvergenceRules extends ContractSubject {
  Instant FIRST_MOMENT = Instant.parse("2026-05-04T10:00:00Z");
  int MOST_VERSIONS = 5;

  @TestFactory
  default Stream<DynamicTest> c11DeliveriesConverge() {
    if (optOuts().containsKey(Rule.C11)) {
      return Stream.empty();
    }
    return lives().stream()
        .flatMap(
            life ->
                Stream.of(ReadPolicy.values())
                    .flatMap(
                        policy ->
                            Stream.of(Duration.ofMinutes(7), Duration.ZERO)
                                .map(step -> converging(life, policy, step))));
  }

  private DynamicTest converging(OrderLife life, ReadPolicy policy, Duration step) {
    return DynamicTest.dynamicTest(
        "%s, %s, moments %s apart".formatted(life.name(), policy, step),
        () -> {
          OrderLife stamped = life.every(step, FIRST_MOMENT, stamp());
          assertThat(stamped.moments()).hasSize(MOST_VERSIONS);
          for (int length = 1; length <= MOST_VERSIONS; length++) {
            converge(stamped.moments().subList(0, length), policy);
          }
        });
  }

  private void converge(List<Moment> moments, ReadPolicy policy) {
    Moment last = moments.getLast();
    Store store = storeOf(policy);
    Recorded unknown = Recorded.nothing(new Recorded.Cart(connector(), store, last.fetched()));
    Recorded inOrder = unknown;
    for (Moment each : moments) {
      inOrder = inOrder.arrives(each.pushed(), Read.WEBHOOK);
    }
    inOrder = inOrder.arrives(last.listed(), Read.LISTED);
    Set<Mapping.Block> open = policy == ReadPolicy.PAYLOAD ? unstated(last, store) : Set.of();
    String expected = content(inOrder.versions().getLast(), open);
    Consumer<Arrived> check =
        arrived -> {
          List<Order> versions = arrived.recorded().versions();
          String how = arrived.how(moments);
          assertThat(content(versions.getLast(), open)).as(how).isEqualTo(expected);
          assertSound(versions, how);
        };
    arrive(new Arrived(unknown, List.of(), moments, Optional.empty()), last.listed(), check);
  }

  /// What has arrived so far and what has not; the row of the listing arrived before so many
  /// webhooks.
  record Arrived(
      Recorded recorded, List<Moment> pushed, List<Moment> waiting, Optional<Integer> row) {

    String how(List<Moment> moments) {
      return pushed.stream().map(each -> moments.indexOf(each) + 1).toList()
          + ", row before "
          + row.orElseThrow();
    }

    Arrived pushes(Moment moment) {
      List<Moment> rest = new ArrayList<>(waiting);
      rest.remove(moment);
      List<Moment> told = new ArrayList<>(pushed);
      told.add(moment);
      return new Arrived(recorded.arrives(moment.pushed(), Read.WEBHOOK), told, rest, row);
    }

    Arrived lists(JsonNode listed) {
      return new Arrived(
          recorded.arrives(listed, Read.LISTED), pushed, waiting, Optional.of(pushed.size()));
    }
  }

  /// Goes on in every way. What two orders of arrival begin with is recorded once.
  private static void arrive(Arrived arrived, JsonNode listed, Consumer<Arrived> check) {
    if (arrived.row().isEmpty()) {
      arrive(arrived.lists(listed), listed, check);
    }
    for (Moment moment : arrived.waiting()) {
      arrive(arrived.pushes(moment), listed, check);
    }
    if (arrived.waiting().isEmpty() && arrived.row().isPresent()) {
      check.accept(arrived.pushes(arrived.pushed().getFirst()));
    }
  }

  /// Versions rise without gaps, never go back in the platform's time, and commit once.
  private static void assertSound(List<Order> versions, String arrived) {
    Instant before = Instant.MIN;
    boolean committed = false;
    for (int index = 0; index < versions.size(); index++) {
      Order order = versions.get(index);
      assertThat(order.version()).as(arrived).isEqualTo(index + 1L);
      assertThat(order.lifecycle().updatedAt()).as(arrived).isAfterOrEqualTo(before);
      boolean now = order.commitment().state() == CommitmentState.COMMITTED;
      assertThat(now || !committed).as("%s: stays committed", arrived).isTrue();
      committed = now;
      before = order.lifecycle().updatedAt();
    }
  }

  /// A store that may not ask the cart keeps what its payloads say: a block that one of two
  /// dialects cannot state is then as old as the last payload that stated it.
  private Set<Mapping.Block> unstated(Moment moment, Store store) {
    Set<Mapping.Block> blocks = EnumSet.noneOf(Mapping.Block.class);
    for (JsonNode document : List.of(moment.pushed(), moment.listed())) {
      switch (connector().orders().map(document, store.context())) {
        case Mapping.Normalized<PlatformOrder> normalized -> blocks.addAll(normalized.unstated());
        case Mapping.Ignored<PlatformOrder>(String reason) -> throw new AssertionError(reason);
        case Mapping.Quarantined<PlatformOrder>(Finding finding) ->
            throw new AssertionError(finding);
      }
    }
    return blocks;
  }

  /// The order without how it came about, and without these blocks.
  private static String content(Order order, Set<Mapping.Block> without) {
    ObjectNode json = (ObjectNode) Json.toTree(order);
    json.remove(Set.of("version", "source", "findings"));
    without.forEach(block -> json.remove(block.name().toLowerCase(Locale.ROOT)));
    ((ObjectNode) json.get("commitment")).remove(Set.of("since", "evidence"));
    return Json.text(json);
  }

  private Store storeOf(ReadPolicy policy) {
    return new Store(
        store().storeId(),
        connector().descriptor().id(),
        "Acme",
        URI.create(connector().descriptor().baseUrlExample()),
        "token",
        new SealedCredentials(""),
        true,
        Map.of(),
        new StoreMapping(
            1,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            new Policies(policy, false, Set.of(), false, false, Optional.empty(), false)),
        Store.State.ACTIVE,
        Optional.empty(),
        FIRST_MOMENT,
        0);
  }
}
