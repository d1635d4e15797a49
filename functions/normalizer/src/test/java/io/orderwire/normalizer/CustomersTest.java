package io.orderwire.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.People;
import io.orderwire.engine.StoreHealth;
import io.orderwire.engine.Traits;
import io.orderwire.message.Cause;
import io.orderwire.message.EventData;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.Order;
import io.orderwire.model.Transition;
import io.orderwire.port.Customers.Cluster;
import io.orderwire.port.Customers.Profile;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Permutations;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Who ordered, whatever the buyers wrote and in whatever order their orders come.
class CustomersTest {
  private static final StoreHealth.Trigger BY_HAND =
      new StoreHealth.Trigger(Cause.REPLAY, "by-hand", Optional.empty());

  private final Stage stage = new Stage();

  @Test
  void theSamePersonInTwoSpellings() {
    assertPartition(
        "1+2",
        guest("1")
            .put("name", "Jörg Müller")
            .put("email", "jm@example.com")
            .put("phone", "030 901820")
            .put("street", "Lange Str. 1")
            .put("country", "DE"),
        guest("2")
            .put("name", "MUELLER, Joerg")
            .put("email", "JM@Example.com ")
            .put("phone", "+49 30 901820")
            .put("street", "Lange Strasse 1")
            .put("country", "DE"));
  }

  @Test
  void theSameEmailOfTwoPeople() {
    assertPartition(
        "1|2",
        guest("1")
            .put("name", "Anna Berg")
            .put("email", "berg@example.com")
            .put("phone", "+49 30 901820")
            .put("street", "Weg 1"),
        guest("2")
            .put("name", "Tom Sund")
            .put("email", "berg@example.com")
            .put("phone", "+49 30 901820")
            .put("street", "Gasse 9"));
    assertThat(events(EventType.CUSTOMER_MERGED)).isEmpty();
  }

  @Test
  void aSharedInbox() {
    assertPartition(
        "1|2|3|4",
        guest("1")
            .put("name", "Anna Berg")
            .put("email", "office@example.com")
            .put("phone", "+49 30 901820"),
        guest("2")
            .put("name", "Tom Sund")
            .put("email", "office@example.com")
            .put("phone", "+49 30 901820"),
        guest("3")
            .put("name", "Eva Klein")
            .put("email", "office@example.com")
            .put("phone", "+49 30 901820"),
        guest("4")
            .put("name", "A. Berg")
            .put("email", "office@example.com")
            .put("phone", "+49 30 901820"));
  }

  @Test
  void aChangedAccountEmail() {
    assertPartition(
        "1+2",
        guest("1").put("account", "77").put("name", "Anna Berg").put("email", "old@example.com"),
        guest("2").put("account", "77").put("name", "Anna Sund").put("email", "new@example.com"));
  }

  @Test
  void aGuestWhoThenHasAnAccount() {
    assertPartition(
        "1+2+3",
        guest("1")
            .put("name", "Anna Berg")
            .put("email", "anna@example.com")
            .put("street", "Weg 1")
            .put("city", "Ulm"),
        guest("2")
            .put("account", "77")
            .put("name", "Anna Berg")
            .put("email", "anna@example.com")
            .put("street", "Weg 1")
            .put("city", "Ulm"),
        guest("3").put("account", "77").put("email", "else@example.com"));
  }

  @Test
  void noEmailAtAll() {
    assertPartition(
        "1+2|3|4",
        guest("1").put("name", "Anna Berg").put("phone", "+49 30 901820").put("street", "Weg 1"),
        guest("2").put("name", "Berg Anna").put("phone", "+4930901820").put("street", "weg 1"),
        guest("3").put("name", "Anna Berg"),
        guest("4"));
  }

  @Test
  void emailAloneOnlySuggests() {
    assertPartition(
        "1|2",
        guest("1").put("name", "Anna Berg").put("email", "anna@example.com").put("street", "Weg 1"),
        guest("2")
            .put("name", "Anna Berg")
            .put("email", "anna@example.com")
            .put("street", "Gasse 2"));
  }

  @Test
  void nothingIsKnownOfABuyerWhoSaysNothing() {
    stage.process(stage.webhook(guest("1")));
    assertThat(stage.newest("1").buyer().customerCluster()).isEmpty();
    assertThat(stage.versions("1")).hasSize(1);
  }

  @Test
  void anOrderCarriesItsClusterAndADuplicateIsStillOne() {
    ObjectNode order =
        guest("1")
            .put("email", "anna@example.com")
            .put("phone", "030 901820")
            .put("street", "Weg 1")
            .put("country", "DE");
    assertThat(stage.one(stage.webhook(order))).isEqualTo(Outcome.What.RECORDED);
    assertThat(stage.one(stage.webhook(order))).isEqualTo(Outcome.What.DUPLICATE);
    assertThat(stage.newest("1").buyer().phone().orElseThrow().e164()).contains("+4930901820");
    String cluster = stage.newest("1").buyer().customerCluster().orElseThrow();
    ObjectNode shipped =
        order.deepCopy().put("updated", Stage.NOON.plusSeconds(9).toString()).put("shipped", true);
    stage.process(stage.webhook(shipped));
    assertThat(stage.newest("1").buyer().customerCluster()).contains(cluster);
    assertThat(stage.change("1", 2).transitions()).doesNotContain(Transition.CUSTOMER_LINKED);
    ObjectNode account =
        shipped
            .deepCopy()
            .put("updated", Stage.NOON.plusSeconds(19).toString())
            .put("account", "8")
            .put("email", "x@example.com")
            .put("phone", "1");
    stage.process(stage.webhook(account.put("street", "Anderswo 5")));
    assertThat(stage.change("1", 3).transitions()).contains(Transition.CUSTOMER_LINKED);
  }

  @Test
  void aMergeChangesNoOrderAndKeepsEveryId() {
    stage.process(
        stage.webhook(
            guest("1")
                .put("name", "Anna Berg")
                .put("email", "a@example.com")
                .put("street", "Weg 1")));
    stage.process(
        stage.webhook(
            guest("2").put("account", "7").put("name", "Anna Berg").put("email", "b@example.com")));
    String first = stage.newest("1").buyer().customerCluster().orElseThrow();
    String second = stage.newest("2").buyer().customerCluster().orElseThrow();
    assertThat(first).isNotEqualTo(second);
    stage.process(
        stage.webhook(
            guest("3")
                .put("account", "7")
                .put("name", "Anna Berg")
                .put("email", "a@example.com")
                .put("street", "Weg 1")));
    assertThat(stage.versions("1")).hasSize(1);
    assertThat(people().resolve(Stage.STORE, second))
        .isEqualTo(people().resolve(Stage.STORE, first));
    assertThat(events(EventType.CUSTOMER_MERGED)).hasSize(1);
    EventData.CustomerChange merged =
        (EventData.CustomerChange)
            events(EventType.CUSTOMER_MERGED).getFirst().event().detail().data();
    assertThat(merged.cluster()).isEqualTo(first);
    assertThat(merged.clusters()).containsExactlyInAnyOrder(first, second);
    assertThat(merged.evidence())
        .extracting(each -> each.code())
        .contains("account", "email", "address");
    assertThat(merged.toString()).doesNotContain("example.com").doesNotContain("Anna");
  }

  @Test
  void whatPeopleSplitStaysApartAndCanBeMergedAgain() {
    stage.process(stage.webhook(guest("1").put("account", "7").put("name", "Anna Berg")));
    stage.process(
        stage.webhook(
            guest("2").put("account", "7").put("name", "Tom Sund").put("email", "t@example.com")));
    String whole = stage.newest("1").buyer().customerCluster().orElseThrow();
    String toms =
        people().resolve(Stage.STORE, whole).orElseThrow().profiles().stream()
            .filter(each -> each.name().equals(Optional.of("sund tom")))
            .map(Profile::id)
            .findFirst()
            .orElseThrow();
    List<String> parts = people().split(stage.store(), whole, Set.of(toms), BY_HAND);
    assertThat(parts).hasSize(2).contains(whole);
    assertThat(people().resolve(Stage.STORE, whole).orElseThrow().profiles()).hasSize(1);
    stage.process(
        stage.webhook(
            guest("3").put("account", "7").put("name", "Tom Sund").put("email", "t@example.com")));
    assertThat(stage.newest("3").buyer().customerCluster().orElseThrow()).isNotEqualTo(whole);
    assertThat(events(EventType.CUSTOMER_SPLIT)).hasSize(1);
    Optional<String> again =
        people().merge(stage.store(), parts.getFirst(), parts.getLast(), BY_HAND);
    assertThat(parts).contains(again.orElseThrow());
    assertThat(people().resolve(Stage.STORE, parts.getLast()))
        .isEqualTo(people().resolve(Stage.STORE, whole));
    assertThat(events(EventType.CUSTOMER_MERGED)).hasSize(1);
  }

  @Test
  void aCrashBetweenAnyTwoStepsLosesNothingAndRepeatsNothing() {
    Stage undisturbed = new Stage();
    scene(undisturbed);
    int moments = undisturbed.steps.moments();
    String wanted = partition(undisturbed);
    int merges = events(undisturbed, EventType.CUSTOMER_MERGED).size();
    assertThat(merges).isEqualTo(1);
    for (int at = 0; at < moments; at++) {
      Stage crashed = new Stage();
      crashed.steps.crashAt(at);
      scene(crashed);
      crashed.steps.crashAt(-1);
      assertThat(partition(crashed)).as("crash at %d", at).isEqualTo(wanted);
      assertThat(events(crashed, EventType.CUSTOMER_MERGED)).as("crash at %d", at).hasSize(merges);
    }
  }

  private static void scene(Stage stage) {
    for (ObjectNode order :
        List.of(
            guest("1")
                .put("name", "Anna Berg")
                .put("email", "a@example.com")
                .put("street", "Weg 1"),
            guest("2").put("account", "7").put("name", "Anna Berg").put("email", "b@example.com"),
            guest("3")
                .put("account", "7")
                .put("name", "Anna Berg")
                .put("email", "a@example.com")
                .put("street", "Weg 1"))) {
      untilDone(stage, stage.webhook(order));
    }
  }

  private static void untilDone(Stage stage, IntakeMessage message) {
    for (int tries = 0; tries < 50; tries++) {
      try {
        stage.process(message);
        return;
      } catch (FaultException | Crash again) {
        // the queue delivers again
      }
    }
    throw new AssertionError("the message never got through");
  }

  /// In every order of arrival, with the first one twice.
  private void assertPartition(String expected, ObjectNode... orders) {
    Set<String> ends = new LinkedHashSet<>();
    for (List<ObjectNode> arrival : Permutations.of(List.of(orders))) {
      Stage fresh = new Stage();
      arrival.forEach(each -> fresh.process(fresh.webhook(each)));
      fresh.process(fresh.webhook(arrival.getFirst()));
      ends.add(partition(fresh));
    }
    List.of(orders).forEach(each -> stage.process(stage.webhook(each)));
    assertThat(ends).hasSize(1);
    assertThat(ends.iterator().next()).isEqualTo(expected);
  }

  /// Orders of one person joined by a plus, people apart by a bar; who is unknown is alone.
  private static String partition(Stage stage) {
    People people = new People(stage.customers, stage.ledger, stage.clock);
    Map<String, Set<String>> byCluster = new TreeMap<>();
    for (LedgerEntry entry : stage.ledger.stream(0)) {
      if (entry.subject().kind() == Subject.Kind.ORDER) {
        String id = entry.subject().id();
        Order order = stage.newest(id);
        String cluster =
            Traits.profile(order.buyer(), order.addresses(), Stage.NOON)
                .flatMap(profile -> stage.customers.placement(Stage.STORE, profile.id()))
                .flatMap(placed -> people.resolve(Stage.STORE, placed.clusterId()))
                .map(Cluster::id)
                .orElse("unknown " + id);
        byCluster.computeIfAbsent(cluster, key -> new TreeSet<>()).add(id);
      }
    }
    return byCluster.values().stream()
        .map(ids -> String.join("+", ids))
        .sorted()
        .collect(Collectors.joining("|"));
  }

  private People people() {
    return new People(stage.customers, stage.ledger, stage.clock);
  }

  private List<LedgerEntry> events(EventType type) {
    return events(stage, type);
  }

  private static List<LedgerEntry> events(Stage stage, EventType type) {
    return stage.ledger.stream(0).stream().filter(entry -> entry.event().type() == type).toList();
  }

  private static ObjectNode guest(String id) {
    return Stage.order(id, 0, "pending");
  }
}
