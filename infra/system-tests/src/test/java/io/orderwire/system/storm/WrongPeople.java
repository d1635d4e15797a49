package io.orderwire.system.storm;

import io.orderwire.engine.RawKeys;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.model.Cart;
import io.orderwire.model.CartState;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.CartWatch;
import io.orderwire.port.Customers;
import io.orderwire.port.Customers.Change;
import io.orderwire.port.Customers.Cluster;
import io.orderwire.port.Customers.Told;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.RawArchive;
import io.orderwire.port.Subject;
import io.orderwire.system.storm.Design.Beside;
import io.orderwire.system.storm.Design.Ports;
import io.orderwire.testkit.ForwardingLedger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Designs that are wrong about carts and about who is forgotten.
final class WrongPeople {

  private static final StoreId STORE = StormWorld.STORE;

  private WrongPeople() {}

  private static Design ports(UnaryOperator<Ports> wrong) {
    return new Design() {
      @Override
      public Ports ports(Ports right, InstantSource clock) {
        return wrong.apply(right);
      }
    };
  }

  private static Design watch(UnaryOperator<CartWatch> wrong) {
    return beside(right -> right.withWatch(wrong.apply(right.watch())));
  }

  private static Design beside(UnaryOperator<Beside> wrong) {
    return ports(right -> right.withBeside(wrong.apply(right.beside())));
  }

  /// An order whose cart is not there yet leaves no word for it.
  static Design forgettingLinks() {
    return watch(
        right ->
            new SeenWatch(right) {
              @Override
              public void link(StoreId storeId, ExternalId cartId, ExternalId orderId) {
                // it will come some day
              }
            });
  }

  /// Carts are looked at when something is heard of them, and then only.
  static Design notWatching() {
    return watch(
        right ->
            new SeenWatch(right) {
              @Override
              public void watch(Watched watched) {
                // somebody will tell
              }
            });
  }

  /// That a cart was abandoned is not remembered.
  static Design abandoningAgain() {
    return ports(
        right ->
            right.withLedger(
                new ForwardingLedger(right.ledger()) {
                  @Override
                  public Optional<LedgerEntry> newest(Subject subject, Consistency consistency) {
                    return super.newest(subject, consistency).map(WrongPeople::inUse);
                  }
                }));
  }

  private static LedgerEntry inUse(LedgerEntry entry) {
    Optional<Cart> abandoned = cart(entry).filter(cart -> cart.state() == CartState.ABANDONED);
    if (abandoned.isEmpty()) {
      return entry;
    }
    Cart cart = abandoned.get();
    EventData.CartChange change = (EventData.CartChange) entry.event().detail().data();
    EventData data =
        new EventData.CartChange(
            change.changed(),
            change.previous(),
            Optional.of(cart.withLife(CartState.ACTIVE, cart.orderId(), cart.drift())),
            change.cartRef());
    Event event =
        new Event(entry.event().type(), new Event.Detail(entry.event().detail().metadata(), data));
    return new LedgerEntry(
        entry.subject(), entry.version(), event, entry.announced(), entry.rawKey());
  }

  /// What is abandoned stays so, whoever orders it after all.
  static Design abandoningForGood() {
    return ports(
        right ->
            right.withLedger(
                new ForwardingLedger(right.ledger()) {
                  @Override
                  public boolean append(LedgerEntry entry) {
                    boolean late =
                        isCart(Optional.of(entry), CartState.CONVERTED)
                            && isCart(
                                newest(entry.subject(), Consistency.STRONG), CartState.ABANDONED);
                    return late || super.append(entry);
                  }
                }));
  }

  private static boolean isCart(Optional<LedgerEntry> entry, CartState state) {
    return entry.flatMap(WrongPeople::cart).filter(cart -> cart.state() == state).isPresent();
  }

  private static Optional<Cart> cart(LedgerEntry entry) {
    return entry.event().detail().data() instanceof EventData.CartChange change
        ? change.cart()
        : Optional.empty();
  }

  /// Who writes from one address is one person.
  static Design onePersonAnAddress() {
    return WrongConnectors.readingAs(
        document -> {
          if (document.has("email") && !document.has("account")) {
            document.put("account", document.get("email").textValue().toLowerCase(Locale.ROOT));
          }
        });
  }

  /// That people were merged is told, but not why.
  static Design mergingWithoutEvidence() {
    return beside(
        right ->
            right.withCustomers(
                new SeenCustomers(right.customers()) {
                  @Override
                  public boolean save(StoreId storeId, Change change) {
                    return super.save(
                        storeId,
                        new Change(
                            change.clusters().stream().map(WrongPeople::unfounded).toList(),
                            change.traits(),
                            change.newPlacement()));
                  }
                }));
  }

  private static Cluster unfounded(Cluster cluster) {
    return cluster
        .told()
        .telling(
            cluster.untold().stream()
                .map(
                    told ->
                        new Told(
                            told.cluster(),
                            told.version(),
                            told.merge(),
                            told.clusters(),
                            List.of(),
                            told.at(),
                            told.cause(),
                            told.receiptId(),
                            told.traceId()))
                .toList());
  }

  /// The ledger forgets, the archive does not.
  static Design keepingPayloads() {
    return ports(
        right -> right.withArchive(new KeepingArchive(right.archive(), RawKeys.ofStore(STORE))));
  }

  /// What is put aside is no order's.
  static Design keepingWhatIsPutAside() {
    return ports(
        right -> right.withArchive(new KeepingArchive(right.archive(), RawKeys.receipts(STORE))));
  }

  /// Nobody thinks of dead letters.
  static Design keepingDeadLetters() {
    return beside(right -> right.withDeadLetters(concerned -> 0));
  }

  private static class SeenWatch implements CartWatch {
    private final CartWatch watch;

    SeenWatch(CartWatch watch) {
      this.watch = watch;
    }

    @Override
    public void watch(Watched watched) {
      watch.watch(watched);
    }

    @Override
    public List<Watched> due(Instant until, int limit) {
      return watch.due(until, limit);
    }

    @Override
    public void forget(Watched watched) {
      watch.forget(watched);
    }

    @Override
    public void link(StoreId storeId, ExternalId cartId, ExternalId orderId) {
      watch.link(storeId, cartId, orderId);
    }

    @Override
    public Optional<ExternalId> orderOf(StoreId storeId, ExternalId cartId) {
      return watch.orderOf(storeId, cartId);
    }
  }

  private static class SeenCustomers implements Customers {
    private final Customers customers;

    SeenCustomers(Customers customers) {
      this.customers = customers;
    }

    @Override
    public Optional<Placement> placement(StoreId storeId, String profileId) {
      return customers.placement(storeId, profileId);
    }

    @Override
    public Optional<Cluster> cluster(StoreId storeId, String clusterId) {
      return customers.cluster(storeId, clusterId);
    }

    @Override
    public TraitRecord trait(StoreId storeId, Trait trait) {
      return customers.trait(storeId, trait);
    }

    @Override
    public boolean save(StoreId storeId, Change change) {
      return customers.save(storeId, change);
    }

    @Override
    public void place(StoreId storeId, Placement placement) {
      customers.place(storeId, placement);
    }

    @Override
    public void mention(StoreId storeId, String profileId, Subject subject) {
      customers.mention(storeId, profileId, subject);
    }

    @Override
    public List<Subject> mentions(StoreId storeId, String profileId) {
      return customers.mentions(storeId, profileId);
    }

    @Override
    public void forget(StoreId storeId, String profileId, Subject subject) {
      customers.forget(storeId, profileId, subject);
    }

    @Override
    public void remove(StoreId storeId, String profileId) {
      customers.remove(storeId, profileId);
    }
  }

  private record KeepingArchive(RawArchive archive, String kept) implements RawArchive {
    @Override
    public void put(String key, byte[] bytes, String contentType) {
      archive.put(key, bytes, contentType);
    }

    @Override
    public Optional<byte[]> get(String key) {
      return archive.get(key);
    }

    @Override
    public void erase(String prefix) {
      if (!prefix.startsWith(kept)) {
        archive.erase(prefix);
      }
    }

    @Override
    public List<String> list(String prefix, String after, int limit) {
      return archive.list(prefix, after, limit);
    }
  }
}
