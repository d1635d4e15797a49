package io.orderwire.local.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/// Buses, rules with their targets, archives and replays, as EventBridge describes them, kept in
/// one JSON file.
///
/// Shape: `{"buses": {name: …}, "rules": {bus: {name: …}}, "targets": {bus: {rule: {id: …}}},
/// "archives": {name: …}, "replays": {name: …}}`.
final class BusState {
  private final Path file;
  private final ObjectNode root;

  private BusState(Path file, ObjectNode root) {
    this.file = file;
    this.root = root;
  }

  static BusState open(Path file) {
    try {
      ObjectNode root = Files.exists(file) ? Json.own(Files.readString(file)) : Json.object();
      return new BusState(file, root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized <T> T read(Function<ObjectNode, T> question) {
    return question.apply(root);
  }

  /// Changes the state and keeps it before returning.
  synchronized <T> T change(Function<ObjectNode, T> change) {
    String before = root.toString();
    T result = change.apply(root);
    String after = root.toString();
    if (!before.equals(after)) {
      DataFolder.replace(file, after);
    }
    return result;
  }

  /// The object at a path, made when it is not there.
  static ObjectNode at(ObjectNode root, String... path) {
    ObjectNode node = root;
    for (String name : path) {
      node = node.withObjectProperty(name);
    }
    return node;
  }
}
