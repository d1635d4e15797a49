package io.orderwire.storeapi;

import io.orderwire.json.Changes;
import io.orderwire.json.Differences;
import io.orderwire.model.Order;
import java.util.List;

/// What one version of an order says otherwise than another.
///
/// @param from number of the version before
/// @param to number of the version after; it may be the older of the two
/// @param changed pointers of the blocks that changed, as the events name them
/// @param differences the values in these blocks
record OrderDiff(
    long from, long to, List<String> changed, List<Differences.Difference> differences) {
  OrderDiff {
    changed = List.copyOf(changed);
    differences = List.copyOf(differences);
  }

  static OrderDiff between(Order before, Order after) {
    return new OrderDiff(
        before.version(),
        after.version(),
        Changes.between(before, after),
        Differences.between(before, after));
  }
}
