package io.orderwire.system.storm;

import io.orderwire.engine.SubscriptionTrouble;
import io.orderwire.json.Json;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.Order;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import io.orderwire.system.storm.Postman.Letter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What must hold when all is quiet again, whatever happened.
final class Invariants {
  private final StormWorld world;
  private final Map<Subject, List<LedgerEntry>> recorded = new LinkedHashMap<>();

  Invariants(StormWorld world) {
    this.world = world;
    for (LedgerEntry entry : world.ledger.stream(0)) {
      recorded.computeIfAbsent(entry.subject(), subject -> new ArrayList<>()).add(entry);
    }
  }

  /// Of who is forgotten nothing is kept, so nothing can be asked for.
  private boolean mayBeErased(Letter letter) {
    return world.cart.trader().visitors().mayBeErased(letter.state().id());
  }

  void check() {
    everythingIsProcessed();
    everyReceiptIsKept();
    oneEventPerVersion();
    nothingIsPutAgainAtOnce();
    recorded.forEach(
        (subject, entries) -> {
          if (subject.kind() == Subject.Kind.ORDER) {
            new OrderHistory(subject, entries, world).check();
          }
        });
    newestStateIsTheCartsOwn();
    quarantineHoldsWhatCannotBeRead();
    theStoreIsHealthy();
    theLastCertificateIsTrue();
  }

  /// The last certificate of a deep reconciliation, made when all was quiet, counts what the cart
  /// has and finds nothing amiss.
  private void theLastCertificateIsTrue() {
    Optional<EventData.Reconciled> last = Optional.empty();
    for (LedgerEntry entry : world.ledger.stream(0)) {
      if (entry.event().detail().data() instanceof EventData.Reconciled certificate
          && certificate.scope() == EventData.Scope.DEEP) {
        last = Optional.of(certificate);
      }
    }
    if (last.isEmpty()) {
      throw new Broken("a deep reconciliation is certified", "there is none");
    }
    EventData.Reconciled told = last.get();
    long truth =
        world.cart.ids().stream()
            .map(world.cart::newest)
            .filter(state -> !state.draft())
            .filter(state -> !state.updated().isBefore(told.from()))
            .filter(state -> state.updated().isBefore(told.to()))
            .count();
    if (told.cartCount() != truth) {
      throw new Broken("the certificate counts what the cart has", truth + ": " + told);
    }
    if (!told.complete() || told.missing() + told.stale() + told.ghosts() + told.unresolved() > 0) {
      throw new Broken("the certificate finds nothing amiss", told.toString());
    }
  }

  private void everythingIsProcessed() {
    if (!world.isIdle()) {
      throw new Broken("everything is processed", "work is left after hours of calm");
    }
  }

  /// Whatever was answered with success lies in the archive.
  private void everyReceiptIsKept() {
    for (Letter letter : world.accepted) {
      if (!letter.genuine()) {
        throw new Broken("only signed deliveries are let in", letter.state().toString());
      }
    }
    Set<String> kept = new HashSet<>();
    world.archive.list("raw/", Integer.MAX_VALUE).forEach(key -> kept.add(receiptOf(key)));
    for (Letter letter : world.accepted) {
      // One that carries nothing is the receipt of what was fetched because of it, if that was
      // news.
      if (!letter.isThin() && !mayBeErased(letter) && !kept.contains(world.receiptId(letter))) {
        throw new Broken("every accepted delivery is archived", letter.state().toString());
      }
    }
  }

  private static String receiptOf(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    int fetched = name.indexOf("-fetched-");
    String stem =
        fetched > 0
            ? name.substring(0, fetched)
            : name.substring(0, name.indexOf('.', name.lastIndexOf('-') + 1));
    return stem.substring(stem.lastIndexOf('-') + 1);
  }

  private static String subjectId(String eventId) {
    String subject = eventId.substring(0, eventId.lastIndexOf('/'));
    return subject.substring(subject.lastIndexOf('/') + 1);
  }

  private void oneEventPerVersion() {
    Map<String, Event> published = new HashMap<>();
    Map<String, Long> newest = new HashMap<>();
    for (Event event : world.bus.events()) {
      String id = event.detail().metadata().eventId();
      Event before = published.putIfAbsent(id, event);
      if (before == null) {
        String subject = id.substring(0, id.lastIndexOf('/'));
        long sequence = event.detail().metadata().sequence();
        Long last = newest.put(subject, sequence);
        if (last != null && last >= sequence) {
          throw new Broken("events of an order are first heard in order", id + " after " + last);
        }
      } else if (!world.cart.trader().visitors().mayBeErased(subjectId(id))
          && !before.equals(event)
          && !Arrays.equals(Json.bytes(before.detail()), Json.bytes(event.detail()))) {
        throw new Broken("the same event id has the same bytes", id);
      }
    }
    Set<String> announced = new HashSet<>();
    recorded
        .values()
        .forEach(
            entries ->
                entries.stream()
                    .filter(LedgerEntry::announced)
                    .forEach(entry -> announced.add(entry.subject().eventId(entry.version()))));
    for (String id : announced) {
      if (!published.containsKey(id)) {
        throw new Broken("every version becomes an event", id);
      }
    }
    for (String id : published.keySet()) {
      if (!announced.contains(id)) {
        throw new Broken("every event is a version", id);
      }
    }
  }

  /// Between one reading of the stream and the next, unless another invocation came in between.
  private void nothingIsPutAgainAtOnce() {
    if (!world.swarm.has(Trouble.RACES) && world.tally.of("heard_twice") > 0) {
      throw new Broken(
          "what the bus took is not put again at once", world.tally.of("heard_twice") + " times");
    }
  }

  /// What the listing by change time shows needs no deeper look.
  void checkWhatListingsShow() {
    for (String id : world.cart.shownByTime()) {
      CartState truth = world.cart.newest(id);
      List<LedgerEntry> versions =
          recorded.getOrDefault(new Subject(StormWorld.STORE, Subject.Kind.ORDER, id), List.of());
      if (!truth.draft()
          && (versions.isEmpty()
              || !OrderHistory.essence(OrderHistory.order(versions.getLast()))
                  .equals(truth.essence()))) {
        throw new Broken(
            "what listings show is found without a deep look",
            truth + ", held in " + versions.size() + " versions");
      }
      if (!truth.draft()
          && truth.payment().equals("paid")
          && OrderHistory.order(versions.getLast()).commitment().state()
              != CommitmentState.COMMITTED) {
        throw new Broken("a paid order is committed without a deep look", truth.toString());
      }
    }
  }

  private void newestStateIsTheCartsOwn() {
    for (String id : world.cart.ids()) {
      CartState truth = world.cart.newest(id);
      List<LedgerEntry> versions =
          recorded.getOrDefault(new Subject(StormWorld.STORE, Subject.Kind.ORDER, id), List.of());
      if (truth.draft()) {
        continue;
      }
      if (versions.isEmpty()) {
        throw new Broken("no order is lost", truth.toString());
      }
      Order held = OrderHistory.order(versions.getLast());
      if (!OrderHistory.essence(held).equals(truth.essence())) {
        throw new Broken(
            "the newest state is the cart's own",
            "cart %s, held %s".formatted(truth.essence(), OrderHistory.essence(held)));
      }
      if (held.payments().size() != truth.transactions()) {
        throw new Broken(
            "the newest payments are the cart's own",
            "cart %s, held %s".formatted(truth, held.payments()));
      }
    }
  }

  private void quarantineHoldsWhatCannotBeRead() {
    Set<String> torn = new HashSet<>();
    Set<String> tornAndAccepted = new HashSet<>();
    for (Letter letter : world.postman.sent()) {
      if (letter.torn() || mayBeErased(letter)) {
        torn.add(world.receiptId(letter));
      }
    }
    for (Letter letter : world.accepted) {
      if (letter.torn() && !mayBeErased(letter)) {
        tornAndAccepted.add(world.receiptId(letter));
      }
    }
    for (EventData.Quarantined receipt : quarantined()) {
      if (receipt.code().equals("missing") || receipt.code().equals("connector_failed")) {
        throw new Broken("a refusal is not read as a document", receipt.toString());
      }
    }
    Set<String> aside = new HashSet<>();
    recorded.forEach(
        (subject, entries) -> {
          if (subject.kind() == Subject.Kind.RECEIPT
              && entries.getLast().event().detail().data() instanceof EventData.Quarantined receipt
              && receipt.state().equals("quarantined")) {
            aside.add(receipt.receiptId());
          }
        });
    for (String receipt : tornAndAccepted) {
      if (!aside.contains(receipt)) {
        throw new Broken("what cannot be read is put aside for people", receipt);
      }
    }
    for (String receipt : aside) {
      if (!torn.contains(receipt)) {
        throw new Broken("nothing readable stays put aside", receipt);
      }
    }
  }

  private List<EventData.Quarantined> quarantined() {
    List<EventData.Quarantined> all = new ArrayList<>();
    recorded.forEach(
        (subject, entries) ->
            entries.forEach(
                entry -> {
                  if (entry.event().detail().data() instanceof EventData.Quarantined receipt) {
                    all.add(receipt);
                  }
                }));
    return all;
  }

  private void theStoreIsHealthy() {
    Store store = world.stores.get(StormWorld.STORE).orElseThrow();
    // Subscriptions that were dropped are told until the next look; deliveries may still be silent.
    boolean ill =
        store
            .health()
            .filter(health -> !SubscriptionTrouble.FAMILY.contains(health.code()))
            .isPresent();
    if (!store.isActive() || ill) {
      throw new Broken("health is restored", store.state() + " " + store.health());
    }
  }
}
