package io.orderwire.storeapi;

import java.util.List;
import java.util.Optional;

/// A page of a list.
record ItemPage(List<?> items, Optional<String> nextCursor) {
  ItemPage {
    items = List.copyOf(items);
  }

  static ItemPage whole(List<?> items) {
    return new ItemPage(items, Optional.empty());
  }
}
