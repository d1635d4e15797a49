package io.orderwire.testkit;

import java.util.ArrayList;
import java.util.List;

/// All orders of a list.
public final class Permutations {

  private Permutations() {}

  /// Every order in which `items` can stand, in lexicographic order of their positions.
  public static <T> List<List<T>> of(List<T> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (int first = 0; first < items.size(); first++) {
      List<T> rest = new ArrayList<>(items);
      T head = rest.remove(first);
      for (List<T> tail : of(rest)) {
        List<T> one = new ArrayList<>(items.size());
        one.add(head);
        one.addAll(tail);
        all.add(one);
      }
    }
    return all;
  }
}
