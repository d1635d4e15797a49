package io.orderwire.local.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Function;

/// Keys and aliases, kept in one file that only its owner may read. Key material never leaves this
/// class's file and the process: the wire protocol has no operation for it.
///
/// Shape: `{"keys": {id: {"KeyId", "Arn", "KeyState", …, "material": base64}}, "aliases":
/// {"alias/name": id}}`.
final class KeyRing {
  private final Path file;
  private final ObjectNode root;

  private KeyRing(Path file, ObjectNode root) {
    this.file = file;
    this.root = root;
  }

  static KeyRing open(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(file);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
      }
      String text = Files.readString(file);
      return new KeyRing(file, text.isBlank() ? Json.object() : Json.own(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized <T> T read(Function<ObjectNode, T> question) {
    return question.apply(root);
  }

  synchronized <T> T change(Function<ObjectNode, T> change) {
    T result = change.apply(root);
    try {
      // Written in place: a replaced file would lose its permissions.
      Files.writeString(file, root.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result;
  }

  /// A key by its id, its ARN, an alias or an alias's ARN.
  static Optional<ObjectNode> find(ObjectNode root, String name) {
    ObjectNode aliases = BusState.at(root, "aliases");
    ObjectNode keys = BusState.at(root, "keys");
    int alias = name.indexOf("alias/");
    String id =
        alias >= 0
            ? aliases.path(name.substring(alias)).asText("")
            : name.substring(name.lastIndexOf('/') + 1);
    return keys.get(id) instanceof ObjectNode key ? Optional.of(key) : Optional.empty();
  }
}
