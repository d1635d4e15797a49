package io.orderwire.testkit.ports;

import io.orderwire.port.Customers;
import io.orderwire.testkit.InMemoryCustomers;

class InMemoryCustomersTest extends CustomersContract {
  private final Customers customers = new InMemoryCustomers();

  @Override
  protected Customers customers() {
    return customers;
  }
}
