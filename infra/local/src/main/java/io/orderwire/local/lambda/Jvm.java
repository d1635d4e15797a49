package io.orderwire.local.lambda;

import java.util.List;
import java.util.Map;

/// How a function's JVM is started.
final class Jvm {
  // What a process needs of its surroundings; everything else, such as the user's AWS profile,
  // stays outside.
  private static final List<String> KEPT = List.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL");

  private Jvm() {}

  static List<String> arguments(int heapMegabytes) {
    return List.of(
        "-Xmx" + heapMegabytes + "m",
        // The short life of an invocation never pays for the second compiler; Lambda does the same.
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-Dfile.encoding=UTF-8",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow");
  }

  static void environment(ProcessBuilder builder, Map<String, String> variables) {
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(KEPT);
    environment.put("TZ", "UTC");
    environment.putAll(variables);
  }
}
