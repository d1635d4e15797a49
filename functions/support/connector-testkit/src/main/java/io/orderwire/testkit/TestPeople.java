package io.orderwire.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.Address;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.BuyerType;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Phone;
import java.util.List;
import java.util.Optional;

/// The people of the test platform: `{"account","email","phone","name","street","city","country"}`,
/// each where known. There is a billing address if there is a street.
final class TestPeople {

  private TestPeople() {}

  static boolean isKnown(JsonNode document) {
    return document.has("account") || document.has("email") || document.has("name");
  }

  static Buyer buyer(JsonNode document) {
    Optional<ExternalId> account = TestConnector.text(document, "account").map(ExternalId::new);
    return new Buyer(
        account.isPresent() ? BuyerType.ACCOUNT : BuyerType.GUEST,
        account,
        TestConnector.text(document, "email"),
        TestConnector.text(document, "phone").map(raw -> new Phone(raw, Optional.empty())),
        TestConnector.text(document, "name"),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  static Addresses addresses(JsonNode document) {
    return new Addresses(
        Optional.empty(),
        TestConnector.text(document, "street").map(street -> address(document, street)));
  }

  private static Address address(JsonNode document, String street) {
    return new Address(
        TestConnector.text(document, "name"),
        Optional.empty(),
        List.of(street),
        TestConnector.text(document, "city"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        TestConnector.text(document, "country"),
        Optional.empty(),
        Optional.empty());
  }
}
