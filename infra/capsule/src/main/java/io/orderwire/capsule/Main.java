package io.orderwire.capsule;

import io.orderwire.capsule.Replay.Replayed;
import io.orderwire.engine.Capsule;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `infra/local/capsule FILE`. Exits with 0 if all that can be made anew has the same bytes, with 1
/// if not, with 2 if the file cannot be used.
public final class Main {
  private static final int SAME = 0;
  private static final int OTHER = 1;
  private static final int UNUSABLE = 2;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out, System.err));
  }

  /// What the command does, with what it prints and its exit code.
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    if (arguments.length != 1) {
      err.println("usage: infra/local/capsule FILE");
      return UNUSABLE;
    }
    byte[] file;
    try {
      file = Files.readAllBytes(Path.of(arguments[0]));
    } catch (IOException unreadable) {
      err.println(arguments[0] + ": cannot be read");
      return UNUSABLE;
    }
    return switch (CapsuleFile.read(file)) {
      case CapsuleFile.Unusable(String reason) -> {
        err.println(arguments[0] + ": " + reason);
        yield UNUSABLE;
      }
      case CapsuleFile.Opened(Capsule capsule) -> replay(capsule, out, err);
    };
  }

  private static int replay(Capsule capsule, PrintStream out, PrintStream err) {
    Optional<List<Replayed>> replayed = Replay.of(capsule);
    if (replayed.isEmpty()) {
      err.println("nothing here speaks " + capsule.content().store().platform());
      return UNUSABLE;
    }
    Report.of(capsule, replayed.get()).forEach(out::println);
    return Report.agrees(replayed.get()) ? SAME : OTHER;
  }
}
