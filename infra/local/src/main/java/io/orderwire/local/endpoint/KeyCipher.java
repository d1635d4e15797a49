package io.orderwire.local.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM with the encryption context as additional authenticated data: a ciphertext opens
/// with the same context and no other, as in KMS.
///
/// Blob: version byte, key id (16 bytes), nonce (12 bytes), ciphertext with its 16-byte tag.
final class KeyCipher {
  static final int KEY_BYTES = 32;
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int HEADER_BYTES = 1 + 16 + NONCE_BYTES;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();

  byte[] random(int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    return value;
  }

  byte[] encrypt(UUID keyId, byte[] material, byte[] plaintext, SortedMap<String, String> context) {
    byte[] nonce = random(NONCE_BYTES);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, material, nonce, context).doFinal(plaintext);
      return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
          .put(VERSION)
          .putLong(keyId.getMostSignificantBits())
          .putLong(keyId.getLeastSignificantBits())
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }

  /// The id of the key that a blob was made with; empty when it is no blob of this class.
  static Optional<UUID> keyOf(byte[] blob) {
    if (blob.length <= HEADER_BYTES || blob[0] != VERSION) {
      return Optional.empty();
    }
    ByteBuffer header = ByteBuffer.wrap(blob, 1, 16);
    return Optional.of(new UUID(header.getLong(), header.getLong()));
  }

  /// Empty when the blob was changed or made with another key or context.
  static Optional<byte[]> decrypt(byte[] blob, byte[] material, SortedMap<String, String> context) {
    byte[] nonce = Arrays.copyOfRange(blob, HEADER_BYTES - NONCE_BYTES, HEADER_BYTES);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, material, nonce, context);
      return Optional.of(cipher.doFinal(blob, HEADER_BYTES, blob.length - HEADER_BYTES));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(
      int mode, byte[] material, byte[] nonce, SortedMap<String, String> context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(material, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(canonical(context));
    return cipher;
  }

  /// Lengths before texts, so that no two contexts give the same bytes.
  private static byte[] canonical(SortedMap<String, String> context) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Map.Entry<String, String> entry : context.entrySet()) {
      for (String text : new String[] {entry.getKey(), entry.getValue()}) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        out.writeBytes(bytes);
      }
    }
    return out.toByteArray();
  }
}
