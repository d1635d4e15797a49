package io.orderwire.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.benchmarks.SampleDeliveries.Sample;
import io.orderwire.connector.Descriptor;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.Signal;
import io.orderwire.connector.WebhookGate.Verdict;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.OrderAssembler;
import io.orderwire.engine.Provenance;
import io.orderwire.json.Json;
import io.orderwire.model.PlatformId;
import io.orderwire.model.Read;
import io.orderwire.shops.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a delivery costs from its bytes to canonical bytes (verify, parse, map, reconcile, derive,
/// hash, serialize), as a ratio to Jackson parsing the same bytes into a tree. Both sides run in
/// turn in one thread, and its processor time is taken, so that a noisy machine disturbs them
/// alike.
final class MappingRatio {
  private static final int WARM_UP = 20;
  private static final int PAIRS = 21;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  /// @param ratio median of the paired ratios
  /// @param microsecondsEach median processor time of the whole way for one delivery
  record Result(
      String platform, int deliveries, long bytes, double ratio, double microsecondsEach) {}

  private MappingRatio() {}

  /// Those whose deliveries carry the order: of others there is nothing to map.
  static List<Platform> platforms() {
    return Arrays.stream(Platform.values())
        .filter(platform -> depth(platform) != Descriptor.Depth.ID_ONLY)
        .toList();
  }

  private static Descriptor.Depth depth(Platform platform) {
    return Connectors.find(new PlatformId(platform.id()))
        .orElseThrow()
        .descriptor()
        .webhooks()
        .depth();
  }

  static Result measure(Platform platform) {
    List<Sample> samples = SampleDeliveries.of(platform);
    long produced = 0;
    for (int round = 0; round < WARM_UP; round++) {
      produced += wholeWay(samples) + treesOnly(samples);
    }
    double[] ratios = new double[PAIRS];
    double[] times = new double[PAIRS];
    for (int pair = 0; pair < PAIRS; pair++) {
      long start = THREADS.getCurrentThreadCpuTime();
      produced += treesOnly(samples);
      long middle = THREADS.getCurrentThreadCpuTime();
      produced += wholeWay(samples);
      long end = THREADS.getCurrentThreadCpuTime();
      ratios[pair] = (double) (end - middle) / (middle - start);
      times[pair] = (end - middle) / 1000.0 / samples.size();
    }
    if (produced == 0) {
      throw new IllegalStateException("nothing was produced");
    }
    Arrays.sort(ratios);
    Arrays.sort(times);
    long bytes = samples.stream().mapToLong(sample -> sample.delivery().body().length).sum();
    return new Result(platform.id(), samples.size(), bytes, ratios[PAIRS / 2], times[PAIRS / 2]);
  }

  private static long treesOnly(List<Sample> samples) {
    long nodes = 0;
    for (Sample sample : samples) {
      try {
        nodes += Json.tree(sample.delivery().body()).size();
      } catch (IOException notJson) {
        throw new UncheckedIOException(notJson);
      }
    }
    return nodes;
  }

  private static long wholeWay(List<Sample> samples) {
    long bytes = 0;
    for (Sample sample : samples) {
      Verdict verdict =
          sample
              .connector()
              .webhooks()
              .verify(sample.delivery(), List.of(SampleDeliveries.SECRET), NOW);
      if (!(verdict instanceof Verdict.Authentic)) {
        throw new IllegalStateException("a sample is not authentic: " + verdict);
      }
      for (Signal signal : sample.connector().webhooks().signals(sample.delivery())) {
        if (signal instanceof Signal.OrderChanged(var id, Optional<JsonNode> payload)) {
          bytes += payload.map(document -> canonical(sample, document)).orElse(0);
        }
      }
    }
    return bytes;
  }

  private static int canonical(Sample sample, JsonNode document) {
    Mapping<PlatformOrder> mapping =
        sample.connector().orders().map(document, sample.store().context());
    if (!(mapping instanceof Mapping.Normalized<PlatformOrder> normalized)) {
      return 0;
    }
    OrderAssembler.Assembly assembly =
        OrderAssembler.assemble(
            normalized,
            Optional.empty(),
            new Provenance(sample.store(), sample.connector(), Read.WEBHOOK, "receipt"),
            true);
    return switch (assembly) {
      case OrderAssembler.Assembly.Assembled(var order, boolean draft) -> Json.bytes(order).length;
      case OrderAssembler.Assembly.Refused refused ->
          throw new IllegalStateException("a sample was refused: " + refused);
    };
  }
}
