package io.orderwire.testkit;

/// The numbered rules of the connector contract.
public enum Rule {
  C01("golden: each fixture maps to its expected document"),
  C02("same bytes in every time zone and locale and on every run"),
  C03("never throws, whatever is dropped, swapped, emptied or nulled"),
  C04("every published status has a reading"),
  C05("an unknown status is never actionable"),
  C06("money is exact to the last digit"),
  C07("totals balance or the variance is explained"),
  C08("signatures: good, bad, wrong length, rotated, header case, missing"),
  C09("findings leak neither secrets nor personal data"),
  C10("paging ends and covers the window, whatever moves, for every page size"),
  C11("out-of-order, duplicate and partial deliveries converge"),
  C12("the named cases are there"),
  C13("every custom field survives"),
  C14("no raw leaf is silently lost"),
  C15("every canonical leaf is explained by raw ones"),
  C16("a capability declared absent refuses"),
  C17("the descriptor is complete");

  private final String text;

  Rule(String text) {
    this.text = text;
  }

  /// What the rule asks for.
  public String text() {
    return text;
  }
}
