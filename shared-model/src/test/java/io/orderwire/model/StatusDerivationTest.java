package io.orderwire.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every combination of readings and facts, held against the sentences of the status table.
class StatusDerivationTest {
  private static final Set<PaymentState> MONEY_IN =
      EnumSet.of(PaymentState.PAID, PaymentState.PARTIALLY_REFUNDED);

  @Test
  void everyCombinationFollowsTheTable() {
    Map<OrderStatus, Integer> seen = new EnumMap<>(OrderStatus.class);
    for (StatusDerivation.Facts facts : all()) {
      OrderStatus status = StatusDerivation.derive(facts);
      seen.merge(status, 1, Integer::sum);
      switch (status) {
        case READY_FOR_FULFILLMENT -> {
          assertThat(facts.committed() && facts.needsShipping() && !facts.heldByPolicy())
              .as("%s", facts)
              .isTrue();
          assertThat(facts.moneySecuredByPolicy() || facts.payment().matches(MONEY_IN::contains))
              .as("%s", facts)
              .isTrue();
          assertThat(
                  facts.payment().isRecognized()
                      && facts.fulfilment().isRecognized()
                      && facts.cancellation().isRecognized())
              .as("%s", facts)
              .isTrue();
          assertThat(
                  facts
                      .fulfilment()
                      .matches(
                          EnumSet.of(
                                  FulfilmentState.ON_HOLD,
                                  FulfilmentState.SCHEDULED,
                                  FulfilmentState.RESTOCKED)
                              ::contains))
              .as("%s", facts)
              .isFalse();
        }
        case FULFILLED ->
            assertThat(facts.fulfilment().is(FulfilmentState.FULFILLED)).as("%s", facts).isTrue();
        case PAID ->
            assertThat(facts.payment().matches(MONEY_IN::contains)).as("%s", facts).isTrue();
        case CANCELLED ->
            assertThat(
                    facts.cancellation().is(CancellationState.CANCELLED)
                        || !facts
                            .fulfilment()
                            .matches(
                                EnumSet.of(
                                        FulfilmentState.FULFILLED,
                                        FulfilmentState.PARTIALLY_FULFILLED)
                                    ::contains))
                .as("%s", facts)
                .isTrue();
        case PENDING ->
            assertThat(facts.payment().matches(MONEY_IN::contains)).as("%s", facts).isFalse();
      }
      if (facts.cancellation().is(CancellationState.CANCELLED)) {
        assertThat(status).as("%s", facts).isEqualTo(OrderStatus.CANCELLED);
      }
    }
    assertThat(seen.keySet()).containsExactlyInAnyOrder(OrderStatus.values());
  }

  @Test
  void refundedAfterShippingStaysFulfilled() {
    assertThat(
            StatusDerivation.derive(
                new StatusDerivation.Facts(
                    Reading.of(PaymentState.REFUNDED, "refunded"),
                    Reading.of(FulfilmentState.FULFILLED, "completed"),
                    Reading.silent(CancellationState.NONE),
                    true,
                    false,
                    true,
                    true,
                    false)))
        .isEqualTo(OrderStatus.FULFILLED);
  }

  @Test
  void failedPaymentThatMayBeTriedAgainIsPending() {
    assertThat(
            StatusDerivation.derive(
                new StatusDerivation.Facts(
                    Reading.of(PaymentState.FAILED, "failed"),
                    Reading.of(FulfilmentState.UNFULFILLED, "failed"),
                    Reading.silent(CancellationState.NONE),
                    false,
                    false,
                    true,
                    false,
                    false)))
        .isEqualTo(OrderStatus.PENDING);
  }

  private static List<StatusDerivation.Facts> all() {
    List<StatusDerivation.Facts> all = new ArrayList<>();
    for (Reading<PaymentState> payment : readings(PaymentState.values())) {
      for (Reading<FulfilmentState> fulfilment : readings(FulfilmentState.values())) {
        for (Reading<CancellationState> cancellation : readings(CancellationState.values())) {
          for (int bits = 0; bits < 32; bits++) {
            all.add(
                new StatusDerivation.Facts(
                    payment,
                    fulfilment,
                    cancellation,
                    (bits & 1) != 0,
                    (bits & 2) != 0,
                    (bits & 4) != 0,
                    (bits & 8) != 0,
                    (bits & 16) != 0));
          }
        }
      }
    }
    return all;
  }

  private static <T extends Enum<T>> List<Reading<T>> readings(T[] states) {
    List<Reading<T>> readings =
        new ArrayList<>(
            Arrays.stream(states).map(state -> Reading.of(state, state.name())).toList());
    readings.add(Reading.unrecognized("zz"));
    return readings;
  }
}
