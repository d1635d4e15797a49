package io.orderwire.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.capsule.CapsuleFile;
import io.orderwire.capsule.Main;
import io.orderwire.capsule.Replay;
import io.orderwire.capsule.Replay.Replayed;
import io.orderwire.capsule.Verdict;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.Capsule;
import io.orderwire.engine.CapsulePacker;
import io.orderwire.engine.Forgetting;
import io.orderwire.engine.MappingVersions;
import io.orderwire.engine.RawKeys;
import io.orderwire.engine.Remaps;
import io.orderwire.json.ContentHash;
import io.orderwire.json.Json;
import io.orderwire.json.JsonPlaces;
import io.orderwire.message.Cause;
import io.orderwire.message.EventData;
import io.orderwire.model.Order;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Reading;
import io.orderwire.model.StoreId;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import io.orderwire.shops.Action;
import io.orderwire.shops.Address;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.Catalogue;
import io.orderwire.shops.Chaos;
import io.orderwire.shops.Item;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Purchase;
import io.orderwire.testkit.Faults;
import io.orderwire.testkit.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Orders of every simulated cart, packed as capsules, read from their bytes as a stranger reads
/// them and made anew.
class CapsuleStoryTest {
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

  /// What tells who ordered, where it stands, and what opens the shop.
  private static final List<String> NOT_TO_BE_FOUND =
      List.of(
          "Margarethe",
          "Wolkenstein",
          "margarethe.w@example.com",
          "Dreimäderlhaus",
          "Gasse 77",
          "Gumpendorf",
          "1067",
          "+43 1 555 0142",
          "4315550142",
          "3SWOLKE1",
          "did not suit her",
          SimulatedShop.KEY,
          SimulatedShop.SECRET,
          SimulatedShop.WEBHOOK_SECRET);

  @ParameterizedTest
  @EnumSource(Platform.class)
  void everyVersionIsMadeAnewToTheSameBytes(Platform platform) {
    Story story = new Story(platform);
    story.play();
    Capsule capsule = opened(story.file());
    assertThat(capsule.content().versions()).hasSizeGreaterThan(2);
    assertThat(capsule.content().leftOut()).isEmpty();
    List<Replayed> replayed = Replay.of(capsule).orElseThrow();
    assertThat(replayed).hasSameSizeAs(story.history());
    assertThat(replayed)
        .allSatisfy(each -> assertThat(isSameOrOfNoDocument(each)).as("%s", each).isTrue());
  }

  @ParameterizedTest
  @EnumSource(Platform.class)
  void neitherSecretsNorThePersonAreInTheFile(Platform platform) {
    Story story = new Story(platform);
    story.play();
    String kept = story.everythingKept();
    assertThat(kept).contains("Wolkenstein", "margarethe.w@example.com", "Gasse 77");
    String file = Json.text(Json.read(story.file(), JsonNode.class));
    for (String value : NOT_TO_BE_FOUND) {
      assertThat(file).as(value).doesNotContainIgnoringCase(value);
    }
    assertThat(file).contains("MUG-Ü");
  }

  /// What is said of the order without its person is what was recorded.
  @ParameterizedTest
  @EnumSource(Platform.class)
  void whatIsNoPersonsIsSaidAsRecorded(Platform platform) {
    Story story = new Story(platform);
    story.play();
    List<Capsule.Version> versions = opened(story.file()).content().versions();
    for (int index = 0; index < versions.size(); index++) {
      Order recorded = orderOf(story.history().get(index));
      Map<String, JsonNode> impersonal =
          JsonPlaces.leaves(
              Json.read(Json.bytes(Forgetting.person(recorded, START)), JsonNode.class));
      impersonal
          .keySet()
          .removeIf(
              place ->
                  place.startsWith("/erased_at")
                      || place.startsWith("/buyer")
                      || place.startsWith("/source")
                      || place.matches("/shipments/[0-9]+/id"));
      assertThat(JsonPlaces.leaves(versions.get(index).order())).containsAllEntriesOf(impersonal);
    }
  }

  /// History is made again by another mapping, goes on by it, and is rolled back.
  @ParameterizedTest
  @EnumSource(Platform.class)
  void everyVersionIsMadeAnewByTheMappingThatMadeIt(Platform platform) {
    Story story = new Story(platform);
    story.playByTwoMappings();
    Capsule capsule = opened(story.file());
    Capsule.StoreCard store = capsule.content().store();
    assertThat(store.mappingVersion()).isEqualTo(1);
    assertThat(store.mappings().stream().map(StoreMapping::version)).containsExactly(1, 2);
    assertThat(capsule.content().leftOut()).isEmpty();

    List<Capsule.Version> versions = capsule.content().versions();
    List<Integer> inTurn = versions.stream().map(Capsule.Version::mappingVersion).toList();
    assertThat(inTurn).containsSubsequence(1, 2, 1);
    assertThat(versions)
        .filteredOn(each -> each.cause() == Cause.REMAP)
        .extracting(Capsule.Version::mappingVersion)
        .containsExactly(2, 1);
    assertThat(versions)
        .anyMatch(each -> each.cause() != Cause.REMAP && each.mappingVersion() == 2);
    for (Capsule.Version version : versions) {
      assertThat(version.order().at("/custom_fields").findValuesAsText("name").contains("own"))
          .isEqualTo(version.mappingVersion() == 2);
    }

    List<Replayed> replayed = Replay.of(capsule).orElseThrow();
    assertThat(replayed).hasSameSizeAs(story.history());
    assertThat(replayed)
        .allSatisfy(each -> assertThat(isSameOrOfNoDocument(each)).as("%s", each).isTrue());
    assertThat(replayed)
        .filteredOn(each -> each.version().mappingVersion() == 2)
        .allSatisfy(each -> assertThat(each.verdict()).isInstanceOf(Verdict.Same.class));
    for (String value : NOT_TO_BE_FOUND) {
      assertThat(Json.text(capsule)).as(value).doesNotContainIgnoringCase(value);
    }
  }

  /// Somebody changed one of two mappings in the file, and made its hash fit again.
  @Test
  void aMappingThatWasTamperedWithShowsInTheVersionsThatItMade(@TempDir Path folder)
      throws IOException {
    Story story = new Story(Platform.WOOCOMMERCE);
    story.playByTwoMappings();
    ObjectNode capsule = (ObjectNode) Json.read(story.file(), JsonNode.class);
    ((ObjectNode) capsule.at("/content/store/mappings/1/payment")).put(story.paymentWord, "voided");
    Path file = Files.write(folder.resolve("capsule.json"), Json.bytes(capsule));
    String[] arguments = {file.toString()};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(Main.run(arguments, stream(out), stream(err))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("its content was changed");

    capsule.put("sha256", ContentHash.sha256(Json.bytes(capsule.get("content"))));
    Files.write(file, Json.bytes(capsule));
    assertThat(Main.run(arguments, stream(out), stream(err))).isEqualTo(1);
    List<String> lines =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("version"))
            .toList();
    assertThat(lines)
        .filteredOn(line -> line.contains(", mapping 1: "))
        .hasSizeGreaterThan(1)
        .allMatch(line -> line.contains("same bytes"));
    assertThat(lines)
        .filteredOn(line -> line.contains(", mapping 2: "))
        .isNotEmpty()
        .allMatch(line -> line.contains("other bytes, first at /"));
    assertThat(Replay.of(opened(Json.bytes(capsule))).orElseThrow())
        .filteredOn(each -> each.version().mappingVersion() == 2)
        .allSatisfy(
            each ->
                assertThat(each.verdict())
                    .isInstanceOfSatisfying(
                        Verdict.Different.class,
                        different ->
                            assertThat(different.differences())
                                .contains(
                                    new Verdict.Difference(
                                        "/order/lifecycle/payment/state",
                                        "\"authorized\"",
                                        "\"voided\""))));
  }

  /// A mapping that is not kept is not guessed at.
  @Test
  void aVersionWhoseMappingIsGoneIsNotMadeAnew() {
    Story story = new Story(Platform.WOOCOMMERCE);
    story.playByTwoMappings();
    ObjectNode capsule = (ObjectNode) Json.read(story.file(), JsonNode.class);
    ((ArrayNode) capsule.at("/content/store/mappings")).remove(1);
    capsule.put("sha256", ContentHash.sha256(Json.bytes(capsule.get("content"))));
    List<Replayed> replayed = Replay.of(opened(Json.bytes(capsule))).orElseThrow();
    assertThat(replayed)
        .allSatisfy(
            each -> {
              if (each.version().mappingVersion() == 1) {
                assertThat(each.verdict()).isInstanceOf(Verdict.Same.class);
              } else {
                assertThat(each.verdict())
                    .isEqualTo(new Verdict.NotReproducible("mapping 2 is not in the capsule"));
              }
            });
  }

  @Test
  void theCommandSaysWhatItFoundAndByItsExitCodeToo(@TempDir Path folder) throws IOException {
    Story story = new Story(Platform.MAGENTO);
    story.play();
    Path file = Files.write(folder.resolve("capsule.json"), story.file());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] arguments = {file.toString()};
    assertThat(Main.run(arguments, stream(out), stream(err))).isZero();
    int versions = story.history().size();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "order " + story.order + " of store magento-sim", "version 1, order.", "same bytes")
        .contains("%d of %d versions made anew to the same bytes".formatted(versions, versions));
    assertThat(err.size()).isZero();

    Files.writeString(file, "{}");
    assertThat(Main.run(arguments, stream(out), stream(err))).isEqualTo(2);
    assertThat(Main.run(new String[0], stream(out), stream(err))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("it is no capsule", "usage:");
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Test
  void whatIsGoneIsSaid() {
    Story story = new Story(Platform.SHOPIFY);
    story.play();
    story.history().stream()
        .flatMap(entry -> entry.rawKey().stream())
        .findFirst()
        .ifPresent(story.suite.archive::erase);
    List<Replayed> replayed = Replay.of(opened(story.file())).orElseThrow();
    assertThat(replayed.getFirst().verdict())
        .isInstanceOfSatisfying(
            Verdict.NotReproducible.class, gone -> assertThat(gone.reason()).contains("gone"));
    assertThat(replayed.stream().map(Replayed::verdict)).anyMatch(Verdict.Same.class::isInstance);
  }

  @Test
  void aChangedCapsuleIsNotBelieved() {
    Story story = new Story(Platform.VENDURE);
    story.play();
    String file = Json.text(Json.read(story.file(), JsonNode.class));
    assertThat(
            CapsuleFile.read(
                file.replaceFirst("committed", "observed").getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            CapsuleFile.Unusable.class,
            unusable -> assertThat(unusable.reason()).contains("changed"));
  }

  /// Orders as storms leave them.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ordersOfAStormAreMadeAnew(long seed) {
    Simulation simulation = new Simulation(seed);
    simulation.run();
    List<Replayed> all = new ArrayList<>();
    List<String> others = new ArrayList<>();
    long same = 0;
    long tooLarge = 0;
    long ofDocuments = 0;
    for (SimulatedShop shop : simulation.shops) {
      for (var placed : shop.placedOrders()) {
        Subject subject = new Subject(new StoreId(shop.storeId()), Subject.Kind.ORDER, placed.id());
        ofDocuments += ofDocuments(simulation.suite.ledger.history(subject, 1, 1000));
        Capsule capsule = opened(Json.bytes(packed(simulation.suite, shop, subject)));
        for (Replayed replayed : Replay.of(capsule).orElseThrow()) {
          all.add(replayed);
          same += replayed.verdict() instanceof Verdict.Same ? 1 : 0;
          if (isSameOrOfNoDocument(replayed)) {
            continue;
          }
          if (replayed.verdict() instanceof Verdict.NotReproducible
              && !capsule.content().leftOut().isEmpty()) {
            tooLarge++;
          } else {
            others.add(subject.key() + " " + replayed);
          }
        }
      }
    }
    System.out.printf("capsules: seed %d, %d of %d versions made anew%n", seed, same, all.size());
    assertThat(others).isEmpty();
    assertThat(same + tooLarge).isEqualTo(ofDocuments);
    assertThat(same).isGreaterThan(15);
  }

  /// How many versions say something that their document says; the others only how they compare
  /// with their cart.
  private static long ofDocuments(List<LedgerEntry> history) {
    long count = 0;
    Optional<Order> before = Optional.empty();
    for (LedgerEntry entry : history) {
      Order order = orderOf(entry);
      Order compared =
          before
              .map(each -> each.withCartComparison(order.cartComparison()))
              .map(each -> each.withVersion(order.version()))
              .orElse(order);
      count += before.isEmpty() || !order.equals(compared) ? 1 : 0;
      before = Optional.of(order);
    }
    return count;
  }

  /// Beside what documents say a version may be recorded when a cart is compared with its order.
  private static boolean isSameOrOfNoDocument(Replayed replayed) {
    return replayed.verdict() instanceof Verdict.Same
        || (replayed.verdict() instanceof Verdict.NotReproducible(String reason)
            && reason.contains("compared with its cart"));
  }

  private static Capsule opened(byte[] file) {
    return switch (CapsuleFile.read(file)) {
      case CapsuleFile.Opened(Capsule capsule) -> capsule;
      case CapsuleFile.Unusable(String reason) -> throw new AssertionError(reason);
    };
  }

  private static Capsule packed(SimulatedSuite suite, SimulatedShop shop, Subject order) {
    Store store = suite.stores.get(new StoreId(shop.storeId())).orElseThrow();
    return CapsulePacker.pack(
        store,
        Connectors.find(store.platform()).orElseThrow(),
        new CapsulePacker.Kept(suite.archive, new MappingVersions(suite.stores)),
        suite.ledger.history(order, 1, 1000),
        START);
  }

  private static Order orderOf(LedgerEntry entry) {
    return ((EventData.OrderChange) entry.event().detail().data()).order().orElseThrow();
  }

  /// Somebody orders, pays, gets a parcel and gives something back.
  private static final class Story {
    private final ManualClock clock = new ManualClock(START);
    private final SimulatedShop shop;
    private final SimulatedSuite suite;
    private String order = "";
    private String paymentWord = "";

    Story(Platform platform) {
      shop =
          SimulatedShop.open(
              platform,
              clock,
              RandomGeneratorFactory.of("L64X128MixRandom").create(1),
              Chaos.none());
      suite = new SimulatedSuite(List.of(shop), clock, Faults.NONE);
      suite.connect(shop);
    }

    void play() {
      order = shop.shop().act(new Action.Place(purchase())).id();
      settle();
      act(new Action.Pay(order, Action.Payment.SALE, Optional.empty()));
      act(ship());
      act(giveBack());
    }

    /// Pays by the first mapping, ships by the second, gives back by the first again.
    void playByTwoMappings() {
      order = shop.shop().act(new Action.Place(purchase())).id();
      settle();
      act(new Action.Pay(order, Action.Payment.SALE, Optional.empty()));
      paymentWord = wordOfPayment();
      Store store = store();
      StoreMapping other =
          new StoreMapping(
              0,
              Map.of(paymentWord, PaymentState.AUTHORIZED),
              Map.of(),
              Map.of(),
              Map.of("own", firstPlace()),
              StoreMapping.Policies.standard());
      MappingVersions mappings = new MappingVersions(suite.stores);
      remap(
          mappings
              .save(
                  store,
                  new MappingVersions.Version(
                      other, Optional.empty(), Optional.empty(), Optional.of(clock.instant())))
              .mapping());
      act(ship());
      remap(mappings.find(store, 1).orElseThrow().mapping());
      act(giveBack());
    }

    /// Activates a mapping and makes history again with it.
    private void remap(StoreMapping mapping) {
      assertThat(suite.stores.update(store().withMapping(mapping))).isTrue();
      suite.intake.send(
          Remaps.message(
              new Remaps(suite.stores)
                  .ask(store().id(), mapping.version(), clock.instant())
                  .remap(),
              clock.instant(),
              Optional.empty()));
      settle();
    }

    private Store store() {
      return suite.stores.get(new StoreId(shop.storeId())).orElseThrow();
    }

    /// What the cart says of the payment, in its own words.
    private String wordOfPayment() {
      return switch (orderOf(history().getLast()).lifecycle().payment()) {
        case Reading.Recognized<PaymentState>(PaymentState state, Optional<String> raw) ->
            raw.orElse(state.name());
        case Reading.Unrecognized<PaymentState>(String raw) -> raw;
      };
    }

    /// A value that whatever was archived last has.
    private String firstPlace() {
      JsonNode payload =
          Json.read(
              suite.archive.get(history().getLast().rawKey().orElseThrow()).orElseThrow(),
              JsonNode.class);
      return JsonPlaces.leaves(payload).keySet().iterator().next();
    }

    private void act(Action action) {
      shop.shop().act(action);
      settle();
    }

    private Action ship() {
      return new Action.Ship(
          order,
          List.of(new Action.Portion(0, 1)),
          Optional.of(
              new Action.Tracking("PostNL", "3SWOLKE1", "https://tracking.example/3SWOLKE1")));
    }

    private Action giveBack() {
      return new Action.Refund(
          order, List.of(new Action.Portion(0, 1)), Optional.empty(), "did not suit her");
    }

    private static Purchase purchase() {
      Address home =
          new Address(
              "Margarethe",
              "Wolkenstein",
              "Dreimäderlhaus",
              "Gasse 77",
              "Gumpendorf",
              "Wien",
              "Wien",
              "9",
              "1067",
              "Austria",
              "AT",
              "+43 1 555 0142");
      return Purchase.of(
              new Purchase.Buyer(
                  Optional.empty(),
                  Optional.of("margarethe.w@example.com"),
                  "Margarethe",
                  "Wolkenstein"),
              home,
              List.of(Item.of(Catalogue.MUG, 3)))
          .change()
          .tender(Purchase.Tender.CARD_PENDING)
          .done();
    }

    private void settle() {
      for (int round = 0; round < 4; round++) {
        clock.advance(Duration.ofMinutes(6));
        for (Attempt attempt : shop.shop().due()) {
          shop.shop().report(attempt, suite.deliver(attempt));
        }
        suite.plan();
        while (suite.hasWork()) {
          suite.poll();
          suite.normalize();
          suite.dispatch();
        }
      }
    }

    private Subject subject() {
      return new Subject(new StoreId(shop.storeId()), Subject.Kind.ORDER, order);
    }

    List<LedgerEntry> history() {
      return suite.ledger.history(subject(), 1, 1000);
    }

    byte[] file() {
      return Json.bytes(packed(suite, shop, subject()));
    }

    String everythingKept() {
      StringBuilder all = new StringBuilder();
      history().forEach(entry -> all.append(Json.text(entry.event())));
      suite
          .archive
          .list(RawKeys.of(subject()), 1000)
          .forEach(
              key ->
                  all.append(
                      new String(suite.archive.get(key).orElseThrow(), StandardCharsets.UTF_8)));
      return all.toString();
    }
  }
}
