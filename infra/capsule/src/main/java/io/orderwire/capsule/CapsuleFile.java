package io.orderwire.capsule;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.engine.Capsule;
import io.orderwire.json.ContentHash;
import io.orderwire.json.Json;
import java.io.IOException;

/// Reads a capsule and sees that it is whole.
public sealed interface CapsuleFile {

  record Opened(Capsule capsule) implements CapsuleFile {}

  /// No capsule that this command can use.
  ///
  /// @param reason with the remedy
  record Unusable(String reason) implements CapsuleFile {}

  static CapsuleFile read(byte[] file) {
    JsonNode tree;
    try {
      tree = Json.tree(file);
    } catch (IOException notJson) {
      return new Unusable("it is not JSON: take the answer of GET …/capsule as it is");
    }
    if (!tree.path("format").asText().equals(Capsule.FORMAT)) {
      return new Unusable("it is no capsule: take the answer of GET …/capsule as it is");
    }
    int version = tree.path("format_version").asInt();
    if (version != Capsule.FORMAT_VERSION) {
      return new Unusable(
          "its format is of version %d, this command reads version %d: take the command of the release that made it"
              .formatted(version, Capsule.FORMAT_VERSION));
    }
    String hash = ContentHash.sha256(Json.bytes(tree.path("content")));
    if (!hash.equals(tree.path("sha256").asText())) {
      return new Unusable(
          "its content was changed: its hash is %s, it says %s"
              .formatted(hash, tree.path("sha256").asText()));
    }
    try {
      return new Opened(Json.read(file, Capsule.class));
    } catch (RuntimeException otherShape) {
      return new Unusable("its content has not the shape of a capsule");
    }
  }
}
