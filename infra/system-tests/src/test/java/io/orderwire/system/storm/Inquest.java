package io.orderwire.system.storm;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes a failed seed as small as it gets and tells its story.
final class Inquest {
  private static final int MOST_LINES = 120;

  private Inquest() {}

  /// What failed, by which troubles alone, after how few steps, and what happened until then.
  static String into(long seed, Design design, Throwable broken) {
    if (!(broken instanceof Broken cause)) {
      return "seed " + seed + " (run it alone with -Dseed=" + seed + "): " + broken;
    }
    Set<Trouble> without = EnumSet.noneOf(Trouble.class);
    for (Trouble trouble : Trouble.values()) {
      Set<Trouble> fewer = EnumSet.of(trouble);
      fewer.addAll(without);
      if (failsAlike(seed, design, fewer, Storm.steps(seed), cause)) {
        without.add(trouble);
      }
    }
    int steps = Storm.steps(seed);
    for (int fewer = 1; fewer < steps; fewer++) {
      if (failsAlike(seed, design, without, fewer, cause)) {
        steps = fewer;
      }
    }
    Storm told = new Storm(seed, design, without, steps, true);
    String failure = "";
    try {
      told.run();
    } catch (Broken again) {
      failure = again.getMessage();
    }
    List<String> lines = told.journal();
    return """
    seed %d (run it alone with -Dseed=%d): %s
    smallest: %d steps with %s
    %s"""
        .formatted(
            seed,
            seed,
            failure,
            steps,
            told.mix().keySet().stream()
                .map(trouble -> trouble + " (" + trouble.meaning() + ")")
                .collect(Collectors.joining(", ")),
            lines.stream()
                .skip(Math.max(0, lines.size() - MOST_LINES))
                .collect(Collectors.joining("\n")));
  }

  private static boolean failsAlike(
      long seed, Design design, Set<Trouble> without, int steps, Broken cause) {
    try {
      new Storm(seed, design, without, steps, false).run();
      return false;
    } catch (Broken again) {
      return again.invariant().equals(cause.invariant());
    } catch (RuntimeException another) {
      return false;
    }
  }
}
