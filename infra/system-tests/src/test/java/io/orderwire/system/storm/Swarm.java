package io.orderwire.system.storm;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// One seed's chance: which troubles there are, how often they strike, and everything else that is
/// drawn. Few troubles at a time find what all at once would hide.
final class Swarm {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");
  private static final int WHOLE = 1000;
  private static final long APART = 1L << 40;
  private static final int COMMON = 300;
  private static final Set<Trouble> RARE =
      EnumSet.of(
          Trouble.OUTAGE,
          Trouble.DEAD_CHANNEL,
          Trouble.SKEW_BEYOND,
          Trouble.FUTURE,
          Trouble.CARTS,
          Trouble.PEOPLE,
          Trouble.REDACT,
          Trouble.UNSUBSCRIBED,
          Trouble.REMAP);

  private static final int SELDOM = 120;

  /// What surrounds orders: drawn aside, so that a seed without it is the storm that it always was.
  private static final Set<Trouble> ASIDE =
      EnumSet.of(Trouble.CARTS, Trouble.PEOPLE, Trouble.REDACT, Trouble.UNSUBSCRIBED);

  private final RandomGenerator random;
  private final RandomGenerator aside;

  /// Drawn apart from all else, for the same reason.
  private final RandomGenerator apart;

  private final Map<Trouble, Integer> chances = new EnumMap<>(Trouble.class);

  Swarm(long seed, Set<Trouble> without) {
    random = FACTORY.create(seed);
    aside = FACTORY.create(-seed);
    apart = FACTORY.create(~seed - APART);
    for (Trouble trouble : Trouble.values()) {
      RandomGenerator source = source(trouble);
      boolean drawn = source.nextInt(WHOLE) < (RARE.contains(trouble) ? SELDOM : COMMON);
      int chance = trouble.least + source.nextInt(trouble.most - trouble.least + 1);
      if (drawn && !without.contains(trouble)) {
        chances.put(trouble, chance);
      }
    }
  }

  /// True as often as this seed has that trouble.
  boolean strikes(Trouble trouble) {
    Integer chance = chances.get(trouble);
    return chance != null && source(trouble).nextInt(WHOLE) < chance;
  }

  boolean has(Trouble trouble) {
    return chances.containsKey(trouble);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /// Drawn for what surrounds orders.
  int aside(int bound) {
    return aside.nextInt(bound);
  }

  private RandomGenerator source(Trouble trouble) {
    if (trouble == Trouble.REMAP) {
      return apart;
    }
    return ASIDE.contains(trouble) ? aside : random;
  }

  /// The troubles of this seed with their chances in a thousand.
  Map<Trouble, Integer> mix() {
    return Collections.unmodifiableMap(chances);
  }
}
