package io.orderwire.capsule;

import java.util.List;

/// How a version that was made anew stands to the recorded one.
public sealed interface Verdict {

  /// It was made to the same bytes.
  ///
  /// @param sha256 of the bytes that both have
  record Same(String sha256) implements Verdict {}

  /// It was made to other bytes.
  ///
  /// @param differences the first is told first
  record Different(List<Difference> differences) implements Verdict {
    public Different {
      differences = List.copyOf(differences);
    }
  }

  /// Nothing was recorded this time.
  ///
  /// @param instead what the normalizer said
  record NotRecorded(String instead) implements Verdict {}

  record NotReproducible(String reason) implements Verdict {}

  /// A value that is another.
  ///
  /// @param path JSON pointer into the version; absent values are told as `(nothing)`
  record Difference(String path, String recorded, String madeAnew) {}
}
