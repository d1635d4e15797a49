package io.orderwire.connector;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Listens to what a mapper reads, so that every canonical value can be explained and every raw
/// value that nobody read can be counted. Off in the hot path.
public interface RawReads {
  RawReads UNTRACKED =
      new RawReads() {
        @Override
        public boolean tracked() {
          return false;
        }

        @Override
        public void read(String pointer, String rule) {}
      };

  /// Begins the rule of a value that was left out; the policy's name follows.
  String DROPPED = "dropped:";

  /// Policies under which mappers leave out what nobody is to be shown: what opens something, and
  /// data of cards.
  Set<String> HIDING =
      Collections.unmodifiableSet(
          new TreeSet<>(List.of("secret", "card_data", "card_checks", "may_hold_card_data")));

  /// False spares the caller the making of pointers.
  default boolean tracked() {
    return true;
  }

  /// A raw value was read.
  ///
  /// @param pointer JSON pointer of the raw value; of an object or array when it was taken whole
  /// @param rule how it was read: `text`, `whole`, `dropped:<policy>`, `refused`
  void read(String pointer, String rule);
}
