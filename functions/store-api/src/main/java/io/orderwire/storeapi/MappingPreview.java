package io.orderwire.storeapi;

import io.orderwire.json.Differences.Difference;
import io.orderwire.model.Money;
import io.orderwire.model.OrderStatus;
import java.util.List;
import java.util.Optional;

/// What a mapping would make of a store's latest orders, as they are archived, beside what is
/// recorded of them.
///
/// @param version the version of the mapping; absent of one that is not saved
/// @param active the version that is active
/// @param orders how many were looked at
/// @param complete false if time ran out before as many were looked at as were asked for
/// @param changed how many of them would say something else
/// @param waiting how many would be committed once their cart is asked
/// @param money what all of them are worth, per currency
/// @param items those that would say something else or be committed, the latest first
/// @param skipped those that cannot be made again
record MappingPreview(
    Optional<Integer> version,
    int active,
    int orders,
    boolean complete,
    int changed,
    int waiting,
    List<Worth> money,
    List<Item> items,
    List<Skipped> skipped) {
  MappingPreview {
    money = List.copyOf(money);
    items = List.copyOf(items);
    skipped = List.copyOf(skipped);
  }

  /// The sum of the grand totals.
  ///
  /// @param by what comes on top
  record Worth(Money before, Money after, Money by) {}

  /// An order that would say something else.
  ///
  /// @param version its newest version, which is compared with
  /// @param mappingVersion the version of the mapping that made it
  /// @param changed pointers of the blocks that change
  /// @param differences the values in these blocks
  /// @param by by how much its grand total changes
  /// @param waitsForCart it would be committed once its cart is asked
  record Item(
      String externalId,
      String number,
      long version,
      int mappingVersion,
      OrderStatus before,
      OrderStatus after,
      List<String> changed,
      List<Difference> differences,
      Optional<Money> by,
      boolean waitsForCart) {
    Item {
      changed = List.copyOf(changed);
      differences = List.copyOf(differences);
    }
  }

  /// An order that cannot be made again, and why.
  record Skipped(String externalId, String reason) {}
}
