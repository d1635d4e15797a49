package io.orderwire.system.endtoend;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// An order on one line, whoever tells it: two sheets are equal if the orders are, to the cent.
final class OrderSheet {
  private final String state;
  private final List<String> money = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> parcels = new ArrayList<>();

  OrderSheet(String state) {
    this.state = state;
  }

  void money(String what, BigDecimal amount) {
    money.add(what + " " + amount.setScale(2, RoundingMode.UNNECESSARY));
  }

  void line(String sku, String quantity, BigDecimal worth) {
    lines.add("%s × %s = %s".formatted(quantity, sku, worth.setScale(2, RoundingMode.UNNECESSARY)));
  }

  void parcel(String state, String tracking) {
    parcels.add(state + " " + tracking);
  }

  /// Lines and parcels come in no order that means something.
  String text() {
    Collections.sort(lines);
    Collections.sort(parcels);
    return "%s %s %s %s".formatted(state, money, lines, parcels);
  }
}
