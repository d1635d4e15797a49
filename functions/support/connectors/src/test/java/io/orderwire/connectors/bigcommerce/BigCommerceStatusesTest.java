package io.orderwire.connectors.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.StoreMapping;
import io.orderwire.connectors.bigcommerce.BigCommerceStatuses.Shipped;
import io.orderwire.connectors.bigcommerce.BigCommerceStatuses.Words;
import io.orderwire.model.CancellationState;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.PaymentState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What numbers and words mean beside each other.
class BigCommerceStatusesTest {
  private static final StoreMapping NONE = StoreMapping.standard();

  @ParameterizedTest
  @CsvSource({
    "11, '', false, false, PAID",
    "11, authorized, false, false, AUTHORIZED",
    "7, captured, false, false, PAID",
    "2, captured, true, false, PARTIALLY_REFUNDED",
    "2, captured, true, true, REFUNDED",
    "4, captured, false, false, REFUNDED",
    "14, paid, false, false, PARTIALLY_REFUNDED",
    "5, void, false, false, VOIDED",
    "5, '', false, false, VOIDED",
    "6, declined, false, false, FAILED",
    "12, held for review, false, false, PENDING"
  })
  void theWordForMoneyCountsBeforeTheNumber(
      String id, String money, boolean refunded, boolean wholly, PaymentState state) {
    assertThat(
            BigCommerceStatuses.payment(new Words(id, money, false, refunded, wholly), NONE)
                .is(state))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "11, NOTHING, UNFULFILLED",
    "11, SOME, PARTIALLY_FULFILLED",
    "11, ALL, FULFILLED",
    "2, SOME, FULFILLED",
    "3, ALL, FULFILLED",
    "14, NOTHING, UNFULFILLED",
    "14, ALL, FULFILLED",
    "4, ALL, FULFILLED",
    "13, SOME, ON_HOLD",
    "12, ALL, FULFILLED",
    "8, NOTHING, IN_PROGRESS"
  })
  void whatWasShippedCountsBesideTheNumber(String id, Shipped shipped, FulfilmentState state) {
    assertThat(BigCommerceStatuses.fulfilment(words(id, false), NONE, shipped).is(state)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "11, false, NOTHING, NONE",
    "11, true, NOTHING, CANCELLED",
    "11, true, SOME, NONE",
    "10, true, NOTHING, NONE",
    "5, false, ALL, CANCELLED",
    "6, false, NOTHING, CANCELLED",
    "4, false, NOTHING, NONE"
  })
  void onlyAnUnshippedOrderIsCalledOffByTheArchive(
      String id, boolean archived, Shipped shipped, CancellationState state) {
    assertThat(BigCommerceStatuses.cancellation(words(id, archived), NONE, shipped).is(state))
        .isTrue();
  }

  @Test
  void aStoreMayMapNumbersAndArchive() {
    StoreMapping own =
        new StoreMapping(
            2,
            Map.of("12", PaymentState.PENDING),
            Map.of("9", FulfilmentState.FULFILLED),
            Map.of("archived", CancellationState.NONE),
            Map.of(),
            NONE.policies());
    assertThat(
            BigCommerceStatuses.payment(new Words("12", "captured", false, true, true), own)
                .is(PaymentState.PENDING))
        .isTrue();
    assertThat(
            BigCommerceStatuses.fulfilment(words("9", false), own, Shipped.SOME)
                .is(FulfilmentState.FULFILLED))
        .isTrue();
    assertThat(
            BigCommerceStatuses.cancellation(words("11", true), own, Shipped.NOTHING)
                .is(CancellationState.NONE))
        .isTrue();
  }

  private static Words words(String id, boolean archived) {
    return new Words(id, "", archived, false, false);
  }
}
