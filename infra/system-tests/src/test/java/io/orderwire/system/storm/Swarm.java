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
  private static final int COMMON = 300;
  private static final Set<Trouble> RARE =
      EnumSet.of(Trouble.OUTAGE, Trouble.DEAD_CHANNEL, Trouble.SKEW_BEYOND, Trouble.FUTURE);

  private static final int SELDOM = 120;

  private final RandomGenerator random;
  private final Map<Trouble, Integer> chances = new EnumMap<>(Trouble.class);

  Swarm(long seed, Set<Trouble> without) {
    random = FACTORY.create(seed);
    for (Trouble trouble : Trouble.values()) {
      boolean drawn = random.nextInt(WHOLE) < (RARE.contains(trouble) ? SELDOM : COMMON);
      int chance = trouble.least + random.nextInt(trouble.most - trouble.least + 1);
      if (drawn && !without.contains(trouble)) {
        chances.put(trouble, chance);
      }
    }
  }

  /// True as often as this seed has that trouble.
  boolean strikes(Trouble trouble) {
    Integer chance = chances.get(trouble);
    return chance != null && random.nextInt(WHOLE) < chance;
  }

  boolean has(Trouble trouble) {
    return chances.containsKey(trouble);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /// The troubles of this seed with their chances in a thousand.
  Map<Trouble, Integer> mix() {
    return Collections.unmodifiableMap(chances);
  }
}
