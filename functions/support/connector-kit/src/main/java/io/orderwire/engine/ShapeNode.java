package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.JsonPlaces;
import io.orderwire.message.EventData.Place;
import io.orderwire.message.EventData.ValueType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// What was seen at one place of the payloads: the types, and what lies below. Immutable.
///
/// A member of an object is optional, as in JSON Schema, unless each object at that place had it.
/// So payloads that differ in what they leave out, or in how many lines they have, are of one
/// shape.
final class ShapeNode {
  static final ShapeNode NOTHING = new ShapeNode(Set.of(), false, Map.of());

  /// Each element of an array, and each member whose name is no name of a schema.
  static final String EACH = "*";

  private static final Pattern NAME = Pattern.compile("[A-Za-z_$@][A-Za-z0-9_$.:-]{0,63}");
  private static final Pattern ID = Pattern.compile("[0-9]{5}|^[0-9a-fA-F-]{16,}$");

  /// Members that come and go, none of which is always there, are the keys of a map from here on.
  private static final int MOST_LOOSE = 16;

  /// No schema has more.
  private static final int MOST = 500;

  private final Set<ValueType> types;
  private final boolean always;
  private final Map<String, ShapeNode> members;
  private final long required;

  private ShapeNode(Set<ValueType> types, boolean always, Map<String, ShapeNode> members) {
    EnumSet<ValueType> own = EnumSet.noneOf(ValueType.class);
    own.addAll(types);
    this.types = Collections.unmodifiableSet(own);
    this.always = always;
    this.members = Collections.unmodifiableMap(new TreeMap<>(members));
    this.required = members.values().stream().filter(member -> member.always).count();
  }

  /// True of a value that says nothing new.
  boolean fits(JsonNode value) {
    if (isAny() || saysNothing(value)) {
      return true;
    }
    if (!types.contains(typeOf(value))) {
      return false;
    }
    if (value.isObject()) {
      return fitsObject(value);
    }
    Optional<ShapeNode> each = member(EACH);
    for (JsonNode element : value) {
      if (each.filter(known -> known.fits(element)).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private boolean fitsObject(JsonNode object) {
    long found = 0;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      Optional<ShapeNode> member = member(field.getKey());
      if (member.filter(known -> known.fits(field.getValue())).isEmpty()) {
        return false;
      }
      found += member.get().always ? 1 : 0;
    }
    return found == required;
  }

  /// The member of that name, if there is one.
  Optional<ShapeNode> member(String name) {
    return Optional.ofNullable(members.get(nameOf(name)));
  }

  /// How the member of that name is called here.
  String nameOf(String name) {
    if (members.containsKey(name)) {
      return name;
    }
    return !isMap() && NAME.matcher(name).matches() && !ID.matcher(name).find() ? name : EACH;
  }

  /// The same, with a value.
  ///
  /// @param rules how the mapper reads each place of the payload
  ShapeNode with(JsonNode value, String pointer, Map<String, String> rules) {
    if (isAny() || saysNothing(value)) {
      return this;
    }
    if (isTakenWhole(pointer, rules)) {
      return new ShapeNode(Set.of(ValueType.ANY), always, Map.of());
    }
    EnumSet<ValueType> more = EnumSet.of(typeOf(value));
    more.addAll(types);
    return new ShapeNode(
        more,
        always,
        value.isObject()
            ? withMembers(value, pointer, rules)
            : value.isArray() ? withElements(value, pointer, rules) : members);
  }

  private Map<String, ShapeNode> withMembers(
      JsonNode object, String pointer, Map<String, String> rules) {
    boolean first = !types.contains(ValueType.OBJECT);
    Map<String, ShapeNode> more = new TreeMap<>(members);
    Set<String> there = new TreeSet<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String step = nameOf(field.getKey());
      there.add(step);
      ShapeNode before = more.getOrDefault(step, NOTHING.thatIsAlways(first && !step.equals(EACH)));
      String below = pointer + "/" + JsonPlaces.step(field.getKey());
      more.put(step, before.with(field.getValue(), below, rules));
    }
    more.replaceAll((step, node) -> there.contains(step) ? node : node.thatIsAlways(false));
    return more;
  }

  private Map<String, ShapeNode> withElements(
      JsonNode array, String pointer, Map<String, String> rules) {
    Map<String, ShapeNode> more = new TreeMap<>(members);
    ShapeNode each = more.getOrDefault(EACH, NOTHING);
    for (int index = 0; index < array.size(); index++) {
      each = each.with(array.get(index), pointer + "/" + index, rules);
    }
    more.put(EACH, each);
    return more;
  }

  private ShapeNode thatIsAlways(boolean isSo) {
    return isSo == always ? this : new ShapeNode(types, isSo, members);
  }

  /// The same, with one more type at a place below.
  ///
  /// @param steps of the place's path that are still to go
  ShapeNode with(Place place, String[] steps, int next) {
    if (next < steps.length) {
      Map<String, ShapeNode> more = new TreeMap<>(members);
      ShapeNode before = more.getOrDefault(steps[next], NOTHING.thatIsAlways(place.always()));
      more.put(steps[next], before.with(place, steps, next + 1));
      return new ShapeNode(types, always, more);
    }
    return switch (place.type()) {
      case ANY -> new ShapeNode(Set.of(ValueType.ANY), always, Map.of());
      case NOTHING -> this;
      case STRING, NUMBER, BOOLEAN, OBJECT, ARRAY -> {
        EnumSet<ValueType> more = EnumSet.of(place.type());
        more.addAll(types);
        yield new ShapeNode(more, always, members);
      }
    };
  }

  /// The same, with a member below that is not always there.
  ShapeNode without(String[] steps, int next) {
    if (next == steps.length) {
      return thatIsAlways(false);
    }
    Map<String, ShapeNode> more = new TreeMap<>(members);
    more.computeIfPresent(steps[next], (step, node) -> node.without(steps, next + 1));
    return new ShapeNode(types, always, more);
  }

  /// The same, with maps in place of objects that have too many members to be of a schema.
  ShapeNode folded() {
    Map<String, ShapeNode> below = new TreeMap<>(members);
    below.replaceAll((step, node) -> node.folded());
    boolean loose = required == 0 && below.size() > MOST_LOOSE;
    if (types.contains(ValueType.OBJECT) && (loose || below.size() > MOST)) {
      return new ShapeNode(types, always, asMap(below)).folded();
    }
    return new ShapeNode(types, always, below);
  }

  private static Map<String, ShapeNode> asMap(Map<String, ShapeNode> members) {
    return Map.of(EACH, members.values().stream().reduce(NOTHING, ShapeNode::joined));
  }

  private boolean isMap() {
    return types.contains(ValueType.OBJECT) && members.size() == 1 && isKnown(EACH);
  }

  private ShapeNode joined(ShapeNode other) {
    if (isAny() || other.isAny()) {
      return new ShapeNode(Set.of(ValueType.ANY), false, Map.of());
    }
    EnumSet<ValueType> both = EnumSet.noneOf(ValueType.class);
    both.addAll(types);
    both.addAll(other.types);
    Map<String, ShapeNode> all = new TreeMap<>();
    joinInto(all, this, other);
    joinInto(all, other, this);
    return new ShapeNode(both, false, isMap() || other.isMap() ? asMap(all) : all);
  }

  private static void joinInto(Map<String, ShapeNode> all, ShapeNode from, ShapeNode beside) {
    from.members.forEach(
        (step, node) -> {
          ShapeNode there = beside.members.get(step);
          boolean stays =
              node.always
                  && (there == null ? !beside.types.contains(ValueType.OBJECT) : there.always);
          all.put(step, (there == null ? node : node.joined(there)).thatIsAlways(stays));
        });
  }

  /// Tells what is new and what is no longer always there since a node before, from the top down.
  ///
  /// @param before empty where the place is new altogether
  void difference(
      String path, Optional<ShapeNode> before, Consumer<Place> added, Consumer<String> gone) {
    Set<ValueType> known = before.map(node -> node.types).orElse(Set.of());
    if (before.isEmpty() && types.isEmpty()) {
      added.accept(new Place(path, ValueType.NOTHING, always));
    }
    types.stream()
        .filter(type -> !known.contains(type))
        .forEach(type -> added.accept(new Place(path, type, always)));
    if (before.filter(node -> node.always && !always).isPresent()) {
      gone.accept(path);
    }
    members.forEach(
        (step, node) ->
            node.difference(
                path + "/" + step,
                before.flatMap(each -> Optional.ofNullable(each.members.get(step))),
                added,
                gone));
  }

  boolean isAny() {
    return types.contains(ValueType.ANY);
  }

  private boolean isKnown(String step) {
    return members.containsKey(step);
  }

  private static boolean isTakenWhole(String pointer, Map<String, String> rules) {
    String rule = rules.getOrDefault(pointer, "text");
    return !pointer.isEmpty() && !rule.equals("text") && !rule.equals("refused");
  }

  /// Null is how some write what others leave out; PHP writes an empty list for an empty map.
  private static boolean saysNothing(JsonNode value) {
    return value.isNull() || value.isMissingNode() || (value.isContainerNode() && value.isEmpty());
  }

  private static ValueType typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING, BINARY -> ValueType.STRING;
      case NUMBER -> ValueType.NUMBER;
      case BOOLEAN -> ValueType.BOOLEAN;
      case OBJECT, POJO -> ValueType.OBJECT;
      case ARRAY -> ValueType.ARRAY;
      case NULL, MISSING -> ValueType.NOTHING;
    };
  }
}
