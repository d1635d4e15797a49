package io.orderwire.system.storm;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What happened, line by line, for whoever has to understand a seed. Silent while thousands run.
final class Journal {
  private static final int TIME_OF_DAY = 11;

  private final InstantSource clock;
  private final boolean kept;
  private final List<String> lines = new ArrayList<>();

  Journal(InstantSource clock, boolean kept) {
    this.clock = clock;
    this.kept = kept;
  }

  void note(Supplier<String> line) {
    if (kept) {
      Instant now = clock.instant();
      lines.add("  " + now.toString().substring(TIME_OF_DAY) + "  " + line.get());
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
