package io.orderwire.storeapi;

import java.util.List;
import java.util.Optional;

/// The words of a store for states: those that its platform publishes, those that its mapping
/// names, and those that its latest orders bear. In lower case.
///
/// @param orders how many orders were looked at
record StatusesView(int orders, Table payment, Table fulfilment, Table cancellation) {

  /// One kind of state.
  ///
  /// @param states what a word may mean
  record Table(List<String> states, List<Word> words) {
    Table {
      states = List.copyOf(states);
      words = List.copyOf(words);
    }
  }

  /// A word.
  ///
  /// @param means by the platform's table; absent of a word that it does not publish
  /// @param mapped by the store's active mapping, where that names it
  /// @param seen in how many of the orders that were looked at
  record Word(String raw, Optional<String> means, Optional<String> mapped, int seen) {}
}
