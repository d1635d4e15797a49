package io.orderwire.shops;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One POST of one webhook, ready to be sent as it is.
///
/// @param serial number of this attempt within its shop, rising
/// @param subscription the platform's id of the subscription it belongs to; `ping` for a handshake
/// @param topic the platform's topic name
/// @param resource the id of the order, cart, customer, … it speaks of
/// @param number 1 for the first attempt, 2 for the first retry, …
/// @param due when it left the shop
/// @param address where to
/// @param timeout how long the platform waits for the whole answer
/// @param headers in the order the platform sends them
/// @param body the bytes that were signed
@SuppressWarnings("ArrayRecordComponent") // identity is the serial
public record Attempt(
    long serial,
    String subscription,
    String topic,
    String resource,
    int number,
    Instant due,
    URI address,
    Duration timeout,
    List<Header> headers,
    byte[] body) {

  /// One header as sent.
  public record Header(String name, String value) {}

  public Attempt {
    headers = List.copyOf(headers);
  }

  /// The query of the address as it is sent; empty text when there is none.
  public String query() {
    return Optional.ofNullable(address.getRawQuery()).orElse("");
  }

  /// The first value of a header, whatever its case; empty text when it is not there.
  public String header(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }
}
