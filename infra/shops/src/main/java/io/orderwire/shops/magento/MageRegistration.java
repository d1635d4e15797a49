package io.orderwire.shops.magento;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// Where a project's events go. With ten or more deliveries of a day of which four fifths failed it
/// is unstable; still so a day later it is disabled, until somebody enables it.
final class MageRegistration {
  private static final Duration WINDOW = Duration.ofHours(24);
  private static final int FEWEST = 10;

  private record Delivery(Instant at, boolean delivered) {}

  private final String id;
  private final String address;
  private final String client;
  private final List<String> codes;
  private final ArrayDeque<Delivery> recent = new ArrayDeque<>();
  private Optional<Instant> unstableSince = Optional.empty();
  private boolean disabled;

  MageRegistration(String id, String address, String client, List<String> codes) {
    this.id = id;
    this.address = address;
    this.client = client;
    this.codes = List.copyOf(codes);
  }

  String id() {
    return id;
  }

  String address() {
    return address;
  }

  String client() {
    return client;
  }

  boolean wants(String code, Instant now) {
    review(now);
    return !disabled && (codes.isEmpty() || codes.contains(code));
  }

  void count(boolean delivered, Instant now) {
    recent.add(new Delivery(now, delivered));
    review(now);
  }

  private void review(Instant now) {
    while (!recent.isEmpty() && recent.getFirst().at().isBefore(now.minus(WINDOW))) {
      recent.removeFirst();
    }
    long failed = recent.stream().filter(delivery -> !delivery.delivered()).count();
    if (recent.size() < FEWEST || failed * 5 < recent.size() * 4L) {
      unstableSince = Optional.empty();
      return;
    }
    unstableSince = unstableSince.or(() -> Optional.of(now));
    disabled |= unstableSince.filter(since -> !now.isBefore(since.plus(WINDOW))).isPresent();
  }
}
