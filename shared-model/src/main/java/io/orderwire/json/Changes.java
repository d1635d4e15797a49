package io.orderwire.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which blocks of a canonical document changed between two versions, as JSON pointers.
public final class Changes {
  /// Blocks two levels down are small enough to tell a reader where to look; lists count as a
  /// whole.
  private static final int DEPTH = 2;

  private static final Set<String> NOT_CONTENT = Set.of("version", "source", "findings");

  private Changes() {}

  public static List<String> between(Object before, Object after) {
    List<String> changed = new ArrayList<>();
    compare(Json.toTree(before), Json.toTree(after), "", DEPTH, changed);
    return changed;
  }

  private static void compare(
      JsonNode before, JsonNode after, String pointer, int depth, List<String> changed) {
    if (before.equals(after)) {
      return;
    }
    if (depth == 0 || !before.isObject() || !after.isObject()) {
      changed.add(pointer);
      return;
    }
    Set<String> names = new LinkedHashSet<>();
    after.fieldNames().forEachRemaining(names::add);
    before.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (!pointer.isEmpty() || !NOT_CONTENT.contains(name)) {
        compare(before.path(name), after.path(name), pointer + "/" + name, depth - 1, changed);
      }
    }
  }
}
