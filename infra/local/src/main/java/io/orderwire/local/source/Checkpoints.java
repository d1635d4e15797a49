package io.orderwire.local.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.local.endpoint.DataFolder;
import io.orderwire.local.endpoint.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How far a stream's shards have been read, kept so that a restart goes on there.
///
/// Shape: `{shard id: sequence number | "END"}`.
final class Checkpoints {
  private static final String END = "END";

  private final Path file;
  private final ObjectNode shards;

  private Checkpoints(Path file, ObjectNode shards) {
    this.file = file;
    this.shards = shards;
  }

  static Checkpoints open(Path file) {
    try {
      return new Checkpoints(
          file, Files.exists(file) ? Json.own(Files.readString(file)) : Json.object());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized Optional<String> of(String shard) {
    String sequence = shards.path(shard).asText("");
    return sequence.isEmpty() || sequence.equals(END) ? Optional.empty() : Optional.of(sequence);
  }

  synchronized boolean isFinished(String shard) {
    return shards.path(shard).asText("").equals(END);
  }

  synchronized void put(String shard, String sequence) {
    shards.put(shard, sequence);
    DataFolder.replace(file, shards.toString());
  }

  synchronized void finish(String shard) {
    put(shard, END);
  }
}
