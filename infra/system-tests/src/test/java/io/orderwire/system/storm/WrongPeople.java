package io.orderwire.system.storm;

import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.CartWatch;
import io.orderwire.port.RawArchive;
import io.orderwire.system.storm.Design.Beside;
import io.orderwire.system.storm.Design.Ports;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Designs that are wrong about carts and about who is forgotten.
final class WrongPeople {

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
    return ports(
        right ->
            right.withBeside(
                new Beside(
                    wrong.apply(right.beside().watch()),
                    right.beside().customers(),
                    right.beside().erasures())));
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

  /// The ledger forgets, the archive does not.
  static Design keepingPayloads() {
    return ports(right -> right.withArchive(new KeepingArchive(right.archive())));
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

  private record KeepingArchive(RawArchive archive) implements RawArchive {
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
      // it is only raw
    }

    @Override
    public List<String> list(String prefix, int limit) {
      return archive.list(prefix, limit);
    }
  }
}
