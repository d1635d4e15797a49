package io.orderwire.system.adapters;

import io.orderwire.port.Customers;
import io.orderwire.testkit.ports.CustomersContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmbeddedAws.class)
class DynamoCustomersTest extends CustomersContract {
  private final Customers customers;

  DynamoCustomersTest(EmbeddedAws aws) {
    customers = aws.wiring().customers();
  }

  @Override
  protected Customers customers() {
    return customers;
  }
}
