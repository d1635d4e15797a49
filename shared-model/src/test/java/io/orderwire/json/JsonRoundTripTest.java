package io.orderwire.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.Cart;
import io.orderwire.model.Customer;
import io.orderwire.model.Money;
import io.orderwire.model.Order;
import io.orderwire.model.StoreId;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRoundTripTest {
  private static final int RUNS = 300;

  @ParameterizedTest
  @ValueSource(
      classes = {
        Order.class,
        Cart.class,
        Customer.class,
        IntakeMessage.class,
        EventMetadata.class,
        EventData.OrderChange.class,
        EventData.CartChange.class,
        EventData.Quarantined.class,
        EventData.StoreHealth.class,
        EventData.CustomerChange.class,
        EventData.Reconciled.class,
        EventData.SchemaDrift.class
      })
  void whatIsWrittenIsReadBackAndWrittenAgainTheSame(Class<?> type) {
    for (long seed = 1; seed <= RUNS; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      Object value = new RandomRecords(random).next(type);
      byte[] written = Json.bytes(value);
      Object read = Json.read(written, type);
      assertThat(read).as("seed %d", seed).isEqualTo(value);
      assertThat(Json.bytes(read)).as("seed %d", seed).isEqualTo(written);
    }
  }

  @Test
  void writesTheComponentsOfARecordAndNothingElse() {
    assertThat(Json.text(Money.of("0.00", "EUR")))
        .isEqualTo("{\"amount\":\"0.00\",\"currency\":\"EUR\"}");
  }

  @Test
  void readsAPollJobThatBeginsAsOneThatBegins() {
    PollJob due = PollJob.due(new StoreId("acme-eu"));
    assertThat(Json.read(Json.bytes(due), PollJob.class)).isEqualTo(due);
  }
}
