package io.orderwire.poller;

import io.orderwire.model.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a reconciliation has counted so far. Its parts may be counted in any order and by several
/// jobs.
///
/// @param cart orders that the cart lists
/// @param held of these, those that the ledger held
/// @param missing of these, those that it did not
/// @param recovered of those that it held, those whose latest state polling had brought
/// @param missed orders whose latest state no webhook had brought though it could have
/// @param late orders that a webhook brought late
/// @param stale orders that it held in an older state
/// @param ghosts orders that the cart has no more
/// @param drift per currency
/// @param hash sum of the SHA-256 of the compared lines, hexadecimal
record Counts(
    long cart,
    long held,
    long missing,
    long recovered,
    long missed,
    long late,
    long stale,
    long ghosts,
    List<Money> drift,
    String hash) {
  private static final int HEXADECIMAL = 16;
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, List.of(), "0".repeat(64));

  Counts {
    drift = List.copyOf(drift);
  }

  boolean isEmpty() {
    return equals(NONE);
  }

  Counts plus(Counts other) {
    return new Counts(
        cart + other.cart,
        held + other.held,
        missing + other.missing,
        recovered + other.recovered,
        missed + other.missed,
        late + other.late,
        stale + other.stale,
        ghosts + other.ghosts,
        sums(drift, other.drift),
        sum(hash, other.hash));
  }

  Counts withGhosts(long more) {
    return new Counts(
        cart, held + more, missing, recovered, missed, late, stale, ghosts + more, drift, hash);
  }

  private static List<Money> sums(List<Money> one, List<Money> other) {
    List<Money> all = new ArrayList<>(one);
    for (Money amount : other) {
      Optional<Money> same =
          all.stream().filter(each -> each.currency().equals(amount.currency())).findFirst();
      same.ifPresent(all::remove);
      all.add(same.map(amount::plus).orElse(amount));
    }
    all.sort(java.util.Comparator.comparing(money -> money.currency().value()));
    return all;
  }

  private static String sum(String one, String other) {
    BigInteger sum =
        new BigInteger(one, HEXADECIMAL).add(new BigInteger(other, HEXADECIMAL)).mod(MODULUS);
    String text = sum.toString(HEXADECIMAL);
    return "0".repeat(64 - text.length()) + text;
  }
}
