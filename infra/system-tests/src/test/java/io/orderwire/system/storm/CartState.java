package io.orderwire.system.storm;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// One state of an order in the light cart, in the test platform's dialect.
///
/// @param updated what the cart says when it was last changed
/// @param total in cents
/// @param half the lines are not saved yet: the order states more than they add up to
/// @param transactions how many payments there were; only whole documents name them
/// @param says of its buyer and its cart, as further members of the document
record CartState(
    String id,
    Instant updated,
    String payment,
    boolean draft,
    boolean shipped,
    boolean cancelled,
    int total,
    int transactions,
    boolean half,
    String says) {
  private static final int CENTS = 2;

  CartState at(Instant when) {
    return new CartState(
        id, when, payment, draft, shipped, cancelled, total, transactions, half, says);
  }

  CartState paying(String word, boolean moved) {
    return new CartState(
        id,
        updated,
        word,
        draft,
        shipped,
        cancelled,
        total,
        transactions + (moved ? 1 : 0),
        half,
        says);
  }

  CartState placed() {
    return new CartState(
        id, updated, payment, false, shipped, cancelled, total, transactions, half, says);
  }

  CartState sent() {
    return new CartState(
        id, updated, payment, draft, true, cancelled, total, transactions, half, says);
  }

  CartState off() {
    return new CartState(
        id, updated, payment, draft, shipped, true, total, transactions, half, says);
  }

  CartState costing(int cents) {
    return new CartState(
        id, updated, payment, draft, shipped, cancelled, cents, transactions, half, says);
  }

  CartState halfWritten() {
    return new CartState(
        id, updated, payment, draft, shipped, cancelled, total, transactions, true, says);
  }

  String amount() {
    return BigDecimal.valueOf(total, CENTS).toPlainString();
  }

  /// As a webhook carries it.
  String pushed() {
    return open().append('}').toString();
  }

  /// As a fetch and a deep listing carry it: with its transactions, and with where it is packed.
  String whole() {
    StringBuilder json = open().append(",\"warehouse\":\"").append(warehouse(id));
    json.append("\",\"payments\":[");
    for (int index = 1; index <= transactions; index++) {
      json.append(index == 1 ? "\"t" : ",\"t").append(index).append('"');
    }
    return json.append("]}").toString();
  }

  /// Where an order is packed: the same for all its life.
  static String warehouse(String id) {
    return "near " + id;
  }

  static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private StringBuilder open() {
    StringBuilder json = new StringBuilder(200);
    json.append("{\"id\":\"").append(id);
    json.append("\",\"updated\":\"").append(updated);
    json.append("\",\"payment\":\"").append(payment);
    json.append("\",\"total\":\"").append(half ? "0.00" : amount());
    json.append("\",\"stated\":\"").append(amount()).append('"');
    json.append(draft ? ",\"draft\":true" : "");
    json.append(shipped ? ",\"shipped\":true" : "");
    json.append(cancelled ? ",\"cancelled\":true" : "");
    json.append(says);
    return json;
  }

  /// What every canonical version of this state says.
  Essence essence() {
    return new Essence(updated, payment, shipped, cancelled, amount());
  }

  /// What can be compared between a state and a version of any dialect.
  record Essence(
      Instant updated, String payment, boolean shipped, boolean cancelled, String total) {}
}
