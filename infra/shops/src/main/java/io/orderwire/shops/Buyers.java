package io.orderwire.shops;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// People who buy: made-up names at documentation domains and numbers reserved for fiction.
public final class Buyers {
  private static final List<Address> ADDRESSES =
      List.of(
          new Address(
              "Ilse",
              "Vanderhorst",
              "",
              "Keizersgracht 412",
              "2e verdieping",
              "Amsterdam",
              "Noord-Holland",
              "NH",
              "1016 GC",
              "Netherlands",
              "NL",
              "+31 20 555 0142"),
          new Address(
              "Jane",
              "O'Brien",
              "",
              "1 Main St",
              "",
              "Los Angeles",
              "California",
              "CA",
              "90001",
              "United States",
              "US",
              "+1 555 0100"),
          new Address(
              "Jürgen",
              "Müller-Lüdenscheidt",
              "Größe GmbH & Co. KG",
              "Straße 1 \"Hof\"",
              "",
              "Köln",
              "Nordrhein-Westfalen",
              "DE-NW",
              "50667",
              "Germany",
              "DE",
              ""),
          new Address(
              "Zoë 😀",
              "Ågren",
              "",
              "Storgatan 3",
              "lgh 1201",
              "Malmö",
              "",
              "",
              "211 34",
              "Sweden",
              "SE",
              "+46 70 174 0605"),
          new Address(
              "花子",
              "山田",
              "",
              "千代田1-1",
              "",
              "千代田区",
              "東京都",
              "JP13",
              "100-0001",
              "Japan",
              "JP",
              "+81 3 5550 0199"),
          new Address(
              "Mara",
              "de Wit",
              "",
              "Lange Haven 9",
              "",
              "Schiedam",
              "Zuid-Holland",
              "ZH",
              "3111 CA",
              "Netherlands",
              "NL",
              "+31105550188"));

  private Buyers() {}

  /// An address; the buyer's name is on it.
  public static Address address(RandomGenerator random) {
    return ADDRESSES.get(random.nextInt(ADDRESSES.size()));
  }

  /// A guest who leaves an e-mail.
  public static Purchase.Buyer guest(Address address, RandomGenerator random) {
    return new Purchase.Buyer(
        Optional.empty(),
        Optional.of("guest" + random.nextInt(10_000) + "@example.com"),
        address.firstName(),
        address.lastName());
  }

  /// One of a few account holders, who come back.
  public static Purchase.Buyer account(Address address, RandomGenerator random) {
    int number = random.nextInt(20);
    return new Purchase.Buyer(
        Optional.of("buyer" + number),
        Optional.of("buyer" + number + "@example.com"),
        address.firstName(),
        address.lastName());
  }

  /// Someone at the counter who leaves nothing.
  public static Purchase.Buyer unknown() {
    return new Purchase.Buyer(Optional.empty(), Optional.empty(), "", "");
  }
}
