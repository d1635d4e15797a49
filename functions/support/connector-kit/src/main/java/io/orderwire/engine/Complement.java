package io.orderwire.engine;

import io.orderwire.connector.Mapping;
import io.orderwire.connector.Mapping.Block;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.PlatformOrder.Identity;
import java.util.EnumSet;
import java.util.Set;

/// Two documents of one order in two dialects say more than either: what the fetched one cannot
/// state of the order's identity (the cart it came from, its status page) is taken from the one
/// that gave cause to fetch it. These never change, so it does not matter which is newer.
final class Complement {
  private static final Set<Block> IDENTITY =
      EnumSet.of(Block.CHANNEL, Block.CART_REF, Block.STATUS_URL, Block.ADMIN_URL);

  private Complement() {}

  /// The fetched document with what only the first one states.
  static Mapping.Normalized<PlatformOrder> of(
      Mapping.Normalized<PlatformOrder> fetched, Mapping.Normalized<PlatformOrder> first) {
    EnumSet<Block> taken = EnumSet.copyOf(IDENTITY);
    taken.retainAll(fetched.unstated());
    taken.removeAll(first.unstated());
    if (taken.isEmpty()) {
      return fetched;
    }
    Identity own = fetched.value().identity();
    Identity other = first.value().identity();
    Identity both =
        new Identity(
            own.externalId(),
            own.number(),
            own.sequence(),
            taken.contains(Block.CHANNEL) ? other.channel() : own.channel(),
            taken.contains(Block.CART_REF) ? other.cartId() : own.cartId(),
            taken.contains(Block.STATUS_URL) ? other.statusUrl() : own.statusUrl(),
            taken.contains(Block.ADMIN_URL) ? other.adminUrl() : own.adminUrl(),
            own.test());
    EnumSet<Block> unstated = EnumSet.noneOf(Block.class);
    unstated.addAll(fetched.unstated());
    unstated.removeAll(taken);
    return new Mapping.Normalized<>(
        fetched.value().withIdentity(both), fetched.findings(), unstated, fetched.unstatedFields());
  }
}
