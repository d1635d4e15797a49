package io.orderwire.benchmarks;

import io.orderwire.shops.Platform;
import java.io.IOException;
import java.net.URI;

/// Prints the benchmarks that measure time. `Main` alone: the mapping ratios; `Main http://…`: the
/// burst against the suite that runs there.
public final class Main {
  private static final int WEBHOOKS = 5_000;
  private static final int CONNECTIONS = 32;

  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 0) {
      for (Platform platform : MappingRatio.platforms()) {
        MappingRatio.Result result = MappingRatio.measure(platform);
        System.out.printf(
            "%s: %d deliveries of %d bytes on average: %.2f × readTree, %.0f µs each%n",
            result.platform(),
            result.deliveries(),
            result.bytes() / result.deliveries(),
            result.ratio(),
            result.microsecondsEach());
      }
      return;
    }
    Throughput.Result result = new Throughput(URI.create(arguments[0])).run(WEBHOOKS, CONNECTIONS);
    System.out.printf(
        "burst: %d sent on %d connections, %d accepted, %d lost, %d doubled; %.0f webhooks/s"
            + " accepted, %.0f events/s on the bus%n",
        result.sent(),
        CONNECTIONS,
        result.accepted(),
        result.lost(),
        result.doubled(),
        result.acceptedPerSecond(),
        result.onBusPerSecond());
    System.exit(
        result.lost() + result.doubled() + (result.sent() - result.accepted()) == 0 ? 0 : 1);
  }
}
