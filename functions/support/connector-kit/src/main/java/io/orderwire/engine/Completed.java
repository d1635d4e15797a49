package io.orderwire.engine;

import io.orderwire.model.Address;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.Order;
import io.orderwire.model.Phone;
import java.util.Optional;

/// What Orderwire added to the details of a buyer, taken over where they are still the same: the
/// E.164 form of a phone number.
final class Completed {
  private Completed() {}

  static Order as(Order recorded, Order order) {
    return order
        .withAddresses(
            new Addresses(
                address(recorded.addresses().shipping(), order.addresses().shipping()),
                address(recorded.addresses().billing(), order.addresses().billing())))
        .withBuyer(buyer(recorded.buyer(), order.buyer()));
  }

  private static Buyer buyer(Buyer recorded, Buyer buyer) {
    return new Buyer(
        buyer.type(),
        buyer.customerId(),
        buyer.email(),
        phone(recorded.phone(), buyer.phone()),
        buyer.name(),
        buyer.company(),
        buyer.taxId(),
        buyer.consents(),
        buyer.locale(),
        buyer.customerCluster());
  }

  private static Optional<Address> address(Optional<Address> recorded, Optional<Address> address) {
    return address.map(
        each ->
            new Address(
                each.recipient(),
                each.company(),
                each.lines(),
                each.city(),
                each.region(),
                each.regionCode(),
                each.postalCode(),
                each.countryCode(),
                phone(recorded.flatMap(Address::phone), each.phone()),
                each.validation()));
  }

  private static Optional<Phone> phone(Optional<Phone> recorded, Optional<Phone> phone) {
    return phone.map(
        each ->
            recorded
                .filter(known -> each.e164().isEmpty() && known.raw().equals(each.raw()))
                .orElse(each));
  }
}
