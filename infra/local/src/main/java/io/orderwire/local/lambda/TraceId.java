package io.orderwire.local.lambda;

import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// X-Ray trace headers: `Root=1-<seconds, 8 hex>-<24 hex>;Parent=<16 hex>;Sampled=0`.
public final class TraceId {
  private TraceId() {}

  public static String create() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    String seconds = hex.toHexDigits(Instant.now().getEpochSecond(), 8);
    String unique = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextInt());
    return "Root=1-"
        + seconds
        + "-"
        + unique
        + ";Parent="
        + hex.toHexDigits(random.nextLong())
        + ";Sampled=0";
  }
}
