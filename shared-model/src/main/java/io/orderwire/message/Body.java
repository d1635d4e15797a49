package io.orderwire.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The exact bytes of a payload: as text where they are UTF-8, as base64 where not, or as the key
/// of an object in the raw bucket where they do not fit a message.
public record Body(Optional<String> text, Optional<String> base64, Optional<String> rawKey) {

  public static Body of(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Body(Optional.of(text), Optional.empty(), Optional.empty());
    } catch (CharacterCodingException notUtf8) {
      return new Body(
          Optional.empty(),
          Optional.of(Base64.getEncoder().encodeToString(bytes)),
          Optional.empty());
    }
  }

  public static Body archived(String rawKey) {
    return new Body(Optional.empty(), Optional.empty(), Optional.of(rawKey));
  }

  public static Body empty() {
    return new Body(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The bytes, unless they are in the bucket.
  public Optional<byte[]> inline() {
    return text.map(value -> value.getBytes(StandardCharsets.UTF_8))
        .or(() -> base64.map(Base64.getDecoder()::decode));
  }
}
