package io.orderwire.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.model.StoreId;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a connector's test tells the contract.
public interface ContractSubject {

  Connector connector();

  /// Rules that do not apply to this platform, each with its reason.
  default Map<Rule, String> optOuts() {
    return Map.of();
  }

  /// Named cases that this platform cannot show, each with its reason.
  default Map<String, String> absentCases() {
    return Map.of();
  }

  /// Canonical leaves that no raw value explains: a pattern of their pointer, and why they are
  /// constant.
  default Map<String, String> constants() {
    return Map.of();
  }

  /// Where the platform puts custom fields.
  List<CustomFieldPlace> customFieldPlaces();

  /// Pointer of the array of lines in payloads, for the huge order.
  String linesPointer();

  /// A platform in memory that lists orders, for the paging rule.
  ListedPlatform listedPlatform();

  /// Lives of one order of five moments each, for the rule of convergence.
  List<OrderLife> lives();

  /// How the time of the last change is written into this platform's documents.
  OrderLife.Stamp stamp();

  /// An array of custom fields in the fixture's payload: elements are copies of `template` in which
  /// the text `NAME` stands for the name; `VALUE` is replaced by the value, which the platform
  /// allows to be any JSON when `anyJson`.
  record CustomFieldPlace(String fixture, String arrayPointer, String template, boolean anyJson) {}

  default Path fixtures() {
    return Path.of("src/test/resources", connector().descriptor().id().value());
  }

  default List<Fixture> orderFixtures() {
    return Fixture.under(fixtures());
  }

  default List<Fixture> cartFixtures() {
    return Fixture.under(fixtures().resolve("carts"));
  }

  /// The payload of the fixture of that name.
  default JsonNode payload(String fixture) {
    return orderFixtures().stream()
        .filter(each -> each.name().equals(fixture))
        .findFirst()
        .orElseThrow()
        .payload();
  }

  default Stream<Fixture> ordersFor(Rule rule) {
    return optOuts().containsKey(rule) ? Stream.empty() : orderFixtures().stream();
  }

  default StoreContext store() {
    return store(Map.of());
  }

  default StoreContext store(Map<String, String> options) {
    return new StoreContext(
        new StoreId("acme-eu"),
        connector().descriptor().id(),
        URI.create(connector().descriptor().baseUrlExample()),
        StoreMapping.standard(),
        options);
  }
}
