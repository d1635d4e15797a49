package io.orderwire.normalizer;

import io.orderwire.engine.RawKeys;
import io.orderwire.json.Json;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.port.RawArchive;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Opens what was archived: the body of a message that did not fit the queue, and the whole message
/// of a receipt that was put aside.
final class Replays {
  private final RawArchive archive;

  /// What a replay found.
  sealed interface Opened {
    record Message(Receipt receipt) implements Opened {}

    record Lost(String key) implements Opened {}
  }

  Replays(RawArchive archive) {
    this.archive = archive;
  }

  /// The bytes of a message's body; empty if they are no longer there.
  Optional<byte[]> body(IntakeMessage message) {
    return message.body().rawKey().isPresent()
        ? archive.get(message.body().rawKey().get())
        : message.body().inline();
  }

  /// The message that `asked` wants processed again. Its body refers either to what the quarantine
  /// archived, which is a whole message, or to a raw payload: then `asked` carries the headers of a
  /// delivery, or names the order of a listed one.
  ///
  /// A replay that found nothing was put aside itself: replaying it is looking there once more.
  Opened open(Receipt asked) {
    IntakeMessage wanted = asked.message();
    Set<String> opened = new LinkedHashSet<>();
    while (true) {
      String key = wanted.body().rawKey().orElse("");
      Optional<byte[]> archived =
          key.isEmpty() || !opened.add(key) ? Optional.empty() : archive.get(key);
      if (archived.isEmpty()) {
        return new Opened.Lost(key);
      }
      if (!RawKeys.isPutAside(key)) {
        boolean delivered = !wanted.headers().isEmpty();
        return new Opened.Message(
            again(asked, wanted, delivered ? IntakeKind.DELIVERY : IntakeKind.ROW));
      }
      IntakeMessage original = Json.read(archived.get(), IntakeMessage.class);
      if (original.kind() != IntakeKind.REPLAY) {
        return new Opened.Message(again(asked, original, original.kind()));
      }
      wanted = original;
    }
  }

  private static Receipt again(Receipt asked, IntakeMessage original, IntakeKind kind) {
    IntakeMessage message =
        new IntakeMessage(
            asked.store().id(),
            kind,
            Cause.REPLAY,
            original.receiptId(),
            original.receivedAt(),
            original.headers(),
            original.body(),
            original.subject(),
            asked.message().attempt(),
            true,
            asked.message().traceId());
    return new Receipt(
        message,
        asked.store(),
        asked.connector(),
        Optional.empty(),
        original.receivedAt(),
        asked.since(),
        asked.deadline());
  }
}
