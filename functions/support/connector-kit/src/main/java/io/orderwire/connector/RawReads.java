package io.orderwire.connector;

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
