package io.orderwire.sender;

import io.orderwire.aws.AwsWiring;
import io.orderwire.aws.PowertoolsMetrics;
import io.orderwire.aws.Priming;
import io.orderwire.aws.SqsWebhookQueue;
import io.orderwire.port.SubscriptionId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// The parts of the function. `priming` is held because the runtime only holds it weakly.
record Wiring(
    FanOut fanOut,
    Sender sender,
    Predicate<String> isJobs,
    PowertoolsMetrics metrics,
    Priming priming) {

  /// Over the real tables, queue and receivers, by the environment of this process.
  static Wiring ofProcess() {
    AwsWiring aws = AwsWiring.ofProcess();
    PowertoolsMetrics metrics = aws.metrics();
    SqsWebhookQueue queue = aws.webhookQueue();
    World world =
        new World(
            aws.eventSubscriptions(),
            aws.secretBox(),
            aws.ledger(),
            aws.cartTransport(),
            queue,
            metrics,
            aws.clock(),
            // On Linux it draws from the kernel each time: instances of one snapshot draw
            // differently.
            new SecureRandom());
    return new Wiring(
        new FanOut(world),
        new Sender(world),
        queue::isOf,
        metrics,
        Priming.before(Wiring::rehearse));
  }

  /// Writes and signs a test event: loads the codec, the library and its algorithm.
  private static void rehearse() {
    Letter letter = Letter.trial("rehearsal", new SubscriptionId("rehearsal"), Instant.EPOCH);
    Signing.headers(letter, List.of("whsec_cmVoZWFyc2Fs"), Instant.EPOCH);
  }
}
