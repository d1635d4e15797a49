package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.ContentHash;
import io.orderwire.message.EventData.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is known of the payloads of one kind: the places that they have, the types there, and what
/// is always there. A schema that is learned, and that each payload which does not fit it widens.
/// Immutable; of the same payloads in the same order it is the same.
public final class PayloadShape {
  /// Of no payload.
  public static final PayloadShape NONE = new PayloadShape(ShapeNode.NOTHING);

  private static final int NAME_LENGTH = 16;

  private final ShapeNode root;

  /// What a payload adds to what is known.
  ///
  /// @param shape what is known then
  /// @param added places, or types at places, from the top down
  /// @param removed places that were always there until now
  record Widened(PayloadShape shape, List<Place> added, List<String> removed) {
    Widened {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
    }
  }

  private PayloadShape(ShapeNode root) {
    this.root = root;
  }

  /// True of a payload that has nothing new and lacks nothing that was always there.
  public boolean fits(JsonNode payload) {
    return this != NONE && root.fits(payload);
  }

  /// @param rules how the mapper reads the places of the payload; what it takes whole is not looked
  /// into
  Widened widened(JsonNode payload, Map<String, String> rules) {
    ShapeNode wider = root.with(payload, "", rules);
    List<Place> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    wider.difference(
        "", this == NONE ? Optional.empty() : Optional.of(root), added::add, removed::add);
    return new Widened(new PayloadShape(wider.folded()), added, removed);
  }

  /// What is known after a widening that was written down.
  PayloadShape after(Collection<Place> added, Collection<String> removed) {
    ShapeNode wider = root;
    for (Place place : added) {
      wider = wider.with(place, place.path().split("/"), 1);
    }
    for (String path : removed) {
      wider = wider.without(path.split("/"), 1);
    }
    return new PayloadShape(wider.folded());
  }

  /// A name that only the same knowledge has.
  String name() {
    String text =
        places().stream()
            .map(place -> place.path() + " " + place.type() + " " + place.always())
            .collect(Collectors.joining("\n"));
    return ContentHash.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, NAME_LENGTH);
  }

  /// All that is known, from the top down.
  List<Place> places() {
    List<Place> places = new ArrayList<>();
    root.difference("", Optional.empty(), places::add, gone -> {});
    return places;
  }

  /// Where a place of a payload lies in this shape.
  ///
  /// @param pointer JSON pointer into the payload
  String placeOf(String pointer) {
    StringBuilder path = new StringBuilder();
    ShapeNode at = root;
    List<String> steps = Arrays.asList(pointer.split("/"));
    for (String step : steps.subList(1, steps.size())) {
      String name = step.replace("~1", "/").replace("~0", "~");
      path.append('/').append(at.nameOf(name));
      at = at.member(name).orElse(ShapeNode.NOTHING);
    }
    return path.toString();
  }

  /// The same where nothing is known of the payloads.
  public static String general(String pointer) {
    return NONE.placeOf(pointer);
  }
}
