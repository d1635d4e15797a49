package io.orderwire.engine;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Names of people, for comparing. Accents, case, order of the words and the German spellings
/// without umlauts make no difference.
public final class PersonNames {
  /// So many names that fit no other are more than one household.
  private static final int MANY = 3;

  private static final int LONG_ENOUGH_FOR_A_SLIP = 4;

  private PersonNames() {}

  /// The name in its form for comparing; empty if nothing is left of it.
  public static Optional<String> folded(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss")
            .replace("ø", "o")
            .replace("æ", "a")
            .replace("ł", "l")
            .replace("ae", "a")
            .replace("oe", "o")
            .replace("ue", "u");
    String words =
        Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
            .filter(word -> !word.isEmpty())
            .sorted()
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  /// Two folded names may be of one person: each word of the shorter one stands in the other,
  /// written out, shortened, or with one slip. What is not known fits everything.
  public static boolean fit(Optional<String> one, Optional<String> other) {
    return one.isEmpty() || other.isEmpty() || fit(one.get(), other.get());
  }

  private static boolean fit(String one, String other) {
    List<String> first = List.of(one.split(" "));
    List<String> second = List.of(other.split(" "));
    List<String> shorter = first.size() <= second.size() ? first : second;
    List<String> left = new ArrayList<>(first.size() <= second.size() ? second : first);
    for (String word : shorter) {
      Optional<String> match =
          left.stream()
              .filter(word::equals)
              .findFirst()
              .or(() -> left.stream().filter(each -> alike(word, each)).findFirst());
      if (match.isEmpty()) {
        return false;
      }
      left.remove(match.get());
    }
    return true;
  }

  private static boolean alike(String one, String other) {
    if (one.startsWith(other) || other.startsWith(one)) {
      return true;
    }
    return Math.min(one.length(), other.length()) >= LONG_ENOUGH_FOR_A_SLIP
        && isOneSlipAway(one, other);
  }

  /// One letter wrong, missing or too many, or two neighbours exchanged.
  private static boolean isOneSlipAway(String one, String other) {
    int prefix = 0;
    int shorter = Math.min(one.length(), other.length());
    while (prefix < shorter && one.charAt(prefix) == other.charAt(prefix)) {
      prefix++;
    }
    String restOne = one.substring(prefix);
    String restOther = other.substring(prefix);
    if (restOne.length() == restOther.length()) {
      boolean exchanged =
          restOne.length() >= 2
              && restOne.charAt(0) == restOther.charAt(1)
              && restOne.charAt(1) == restOther.charAt(0)
              && restOne.substring(2).equals(restOther.substring(2));
      return exchanged || restOne.substring(1).equals(restOther.substring(1));
    }
    String longer = restOne.length() > restOther.length() ? restOne : restOther;
    String shortest = restOne.length() > restOther.length() ? restOther : restOne;
    return longer.substring(1).equals(shortest);
  }

  /// Three of these names fit none of one another: nobody's own address has so many. Once true,
  /// more names leave it true.
  public static boolean areOfMany(Collection<String> names) {
    List<String> all = names.stream().distinct().sorted().toList();
    return pick(all, 0, List.of());
  }

  private static boolean pick(List<String> names, int from, List<String> picked) {
    if (picked.size() == MANY) {
      return true;
    }
    for (int index = from; index < names.size(); index++) {
      String next = names.get(index);
      if (picked.stream().noneMatch(each -> fit(each, next))) {
        List<String> more = new ArrayList<>(picked);
        more.add(next);
        if (pick(names, index + 1, more)) {
          return true;
        }
      }
    }
    return false;
  }
}
