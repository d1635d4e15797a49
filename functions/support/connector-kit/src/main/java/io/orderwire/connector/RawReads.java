package io.orderwire.connector;

/// Listens to what a mapper reads, so that every canonical value can be explained and every raw value that nobody read
/// can be counted. Off in the hot path.
@FunctionalInterface
public interface RawReads {
  RawReads UNTRACKED = (pointer, rule) -> {};

  /// @param pointer JSON pointer of the raw value; of an object or array when it was taken whole
  /// @param rule how it was read: `text`, `money`, `instant`, `whole`…
  void read(String pointer, String rule);

  default boolean tracked() {
    return this != UNTRACKED;
  }
}
