package io.orderwire.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which blocks of a canonical document changed between two versions, as JSON pointers.
public final class Changes {
  /// Blocks two levels down are small enough to tell a reader where to look; lists count as a
  /// whole.
  private static final int DEPTH = 2;

  private static final Set<String> NOT_CONTENT = Set.of("version", "source", "findings");

  private Changes() {}

  /// Of two versions of one type of document.
  public static List<String> between(Record before, Record after) {
    List<String> changed = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (Member member : members(before, after)) {
      // most are equal: only what differs is written as JSON
      if (!NOT_CONTENT.contains(member.name()) && !member.before().equals(member.after())) {
        JsonNode now = tree(member.after());
        compare(
            tree(member.before()),
            now,
            "/" + member.name(),
            DEPTH - 1,
            now.isMissingNode() ? gone : changed);
      }
    }
    changed.addAll(gone);
    return changed;
  }

  /// Pointers of all values of `before`, of whatever depth and in any block, that `after` says
  /// otherwise or not at all.
  public static List<String> leaves(Record before, Record after) {
    List<String> changed = new ArrayList<>();
    for (Member member : members(before, after)) {
      if (!member.before().equals(member.after())) {
        Map<String, JsonNode> now = JsonPlaces.leaves(tree(member.after()));
        JsonPlaces.leaves(tree(member.before()))
            .forEach(
                (pointer, value) -> {
                  if (!value.equals(now.get(pointer))) {
                    changed.add("/" + member.name() + pointer);
                  }
                });
      }
    }
    return changed;
  }

  private record Member(String name, Object before, Object after) {}

  private static List<Member> members(Record before, Record after) {
    List<Member> members = new ArrayList<>();
    try {
      Iterator<PropertyWriter> writers =
          Json.codec()
              .getSerializerProviderInstance()
              .findValueSerializer(after.getClass())
              .properties();
      while (writers.hasNext()) {
        BeanPropertyWriter writer = (BeanPropertyWriter) writers.next();
        members.add(new Member(writer.getName(), writer.get(before), writer.get(after)));
      }
    } catch (Exception notReadable) {
      throw new IllegalStateException("a record's components can be read", notReadable);
    }
    return members;
  }

  private static JsonNode tree(Object value) {
    return value.equals(Optional.empty()) ? MissingNode.getInstance() : Json.toTree(value);
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
      compare(before.path(name), after.path(name), pointer + "/" + name, depth - 1, changed);
    }
  }
}
