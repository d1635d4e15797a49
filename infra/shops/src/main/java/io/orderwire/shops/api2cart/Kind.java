package io.orderwire.shops.api2cart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The kind of cart behind a store: the words and dates that API2Cart hands on as they are.
enum Kind {
  WOOCOMMERCE(
      "Y-m-d\\TH:i:sO",
      "uuuu-MM-dd'T'HH:mm:ssxx",
      List.of(
          "pending=Pending payment",
          "on-hold=On hold",
          "processing=Processing",
          "processing=Processing",
          "completed=Completed",
          "refunded=Refunded",
          "cancelled=Cancelled",
          "failed=Failed")),
  MAGENTO(
      "Y-m-d H:i:s",
      "uuuu-MM-dd HH:mm:ss",
      List.of(
          "pending=Pending",
          "holded=On Hold",
          "processing=Processing",
          "processing=Processing",
          "complete=Complete",
          "closed=Closed",
          "canceled=Canceled",
          "pending_payment=Pending Payment")),
  BIGCOMMERCE(
      "Y-m-d\\TH:i:sP",
      "uuuu-MM-dd'T'HH:mm:ssxxx",
      List.of(
          "1=Pending",
          "12=Manual Verification Required",
          "11=Awaiting Fulfillment",
          "3=Partially Shipped",
          "2=Shipped",
          "4=Refunded",
          "5=Cancelled",
          "6=Declined"));

  private final String pattern;
  private final DateTimeFormatter formatter;
  private final Map<State, String> words = new EnumMap<>(State.class);

  /// How far an order has come.
  enum State {
    PENDING,
    HELD,
    PAID,
    PARTLY_SHIPPED,
    SHIPPED,
    REFUNDED,
    CANCELLED,
    FAILED
  }

  Kind(String pattern, String own, List<String> words) {
    this.pattern = pattern;
    this.formatter = DateTimeFormatter.ofPattern(own, Locale.ROOT);
    List<State> states = List.of(State.values());
    for (int index = 0; index < states.size(); index++) {
      this.words.put(states.get(index), words.get(index));
    }
  }

  ObjectNode time(Instant at) {
    return JsonText.object()
        .put("value", formatter.format(at.atOffset(ZoneOffset.UTC)))
        .put("format", pattern);
  }

  String id(State state) {
    return words.getOrDefault(state, "=").split("=", 2)[0];
  }

  /// The one of both that says something to people.
  String word(State state) {
    return Character.isDigit(id(state).charAt(0)) ? name(state) : id(state);
  }

  String name(State state) {
    return words.getOrDefault(state, "=").split("=", 2)[1];
  }
}
