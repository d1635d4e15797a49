package io.orderwire.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Quantities that contradict each other are told, whatever the platform says.
class QuantityCheckTest {

  @ParameterizedTest
  @CsvSource({
    "3, 3, 0, 0, 3, ''",
    "3, 2, 2, 1, 0, ''",
    "3, 4, 0, 0, 3, more is current than was ordered",
    "3, 3, 4, 0, 0, more was shipped than was ordered",
    "3, 0, 0, 4, 0, more was refunded than was ordered",
    "3, 1, 0, 2, 2, more can be shipped than is current",
    "3, 3, 2, 0, 2, more was and can be shipped than was ordered",
    "3, 3, -1, 0, 3, a quantity is below zero"
  })
  void ofOneLine(int ordered, int current, int fulfilled, int refunded, int left, String what) {
    assertThat(found(quantity(ordered, current, fulfilled, refunded, left), List.of(), List.of()))
        .isEqualTo(what);
  }

  @Test
  void againstTheChildren() {
    LineQuantity two = quantity(3, 2, 1, 1, 1);
    assertThat(found(two, List.of(shipment(1, ShipmentState.SHIPPED)), List.of(refund(1))))
        .isEmpty();
    assertThat(found(two, List.of(shipment(2, ShipmentState.SHIPPED)), List.of()))
        .isEqualTo("the shipments ship more than the line counts");
    assertThat(
            found(
                two,
                List.of(shipment(1, ShipmentState.SHIPPED), shipment(2, ShipmentState.CANCELLED)),
                List.of()))
        .isEmpty();
    assertThat(found(two, List.of(), List.of(refund(1), refund(1))))
        .isEqualTo("the refunds refund more than the line counts");
  }

  private static String found(
      LineQuantity quantity, List<Shipment> shipments, List<Refund> refunds) {
    return QuantityCheck.of(List.of(line(quantity)), shipments, refunds).stream()
        .peek(finding -> assertThat(finding.path()).isEqualTo("/lines/0/quantity"))
        .map(Finding::message)
        .findFirst()
        .orElse("");
  }

  private static LineQuantity quantity(
      int ordered, int current, int fulfilled, int refunded, int left) {
    return new LineQuantity(
        Quantity.of(ordered),
        Quantity.of(current),
        Quantity.of(fulfilled),
        Quantity.of(refunded),
        Quantity.of(left));
  }

  private static Shipment shipment(int count, ShipmentState state) {
    return new Shipment(
        "s" + count + state,
        Reading.silent(state),
        List.of(new LineCount("1", Quantity.of(count))),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Refund refund(int count) {
    RefundLine line =
        new RefundLine(
            "1", Quantity.of(count), Optional.empty(), Optional.empty(), Optional.empty());
    return new Refund(
        "r",
        Optional.empty(),
        Optional.empty(),
        List.of(line),
        Optional.empty(),
        List.of(),
        Money.of("1.00", "EUR"),
        List.of());
  }

  private static Line line(LineQuantity quantity) {
    Money price = Money.of("1.00", "EUR");
    return new Line(
        "1",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "Thing",
        List.of(),
        quantity,
        price,
        Optional.empty(),
        false,
        List.of(),
        List.of(),
        price,
        true,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
