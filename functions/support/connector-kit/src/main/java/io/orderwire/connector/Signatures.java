package io.orderwire.connector;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Kit parts for webhook gates: keyed hashes compared in constant time on decoded bytes, and
/// signatures by a private key.
public final class Signatures {

  /// How a signature is written in its header.
  public enum Encoding {
    BASE64,
    HEX
  }

  private Signatures() {}

  /// True if `signature` is the HMAC-SHA-256 of `signed` under any of the secrets (their UTF-8
  /// bytes). Every secret is tried, so the time taken does not tell which one fitted.
  public static boolean hmacSha256(
      String signature, Encoding encoding, byte[] signed, List<String> secrets) {
    Optional<byte[]> given = decode(signature, encoding);
    if (given.isEmpty()) {
      return false;
    }
    boolean fits = false;
    for (String secret : secrets) {
      fits |= !secret.isEmpty() && MessageDigest.isEqual(hmac(secret, signed), given.get());
    }
    return fits;
  }

  /// The HMAC-SHA-256 of `signed` under the UTF-8 bytes of a non-empty secret.
  public static byte[] hmac(String secret, byte[] signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException missingFromJvm) {
      throw new IllegalStateException("every JVM has HmacSHA256", missingFromJvm);
    }
  }

  /// True if `signature` (Base64) is the RSA signature with SHA-256 (PKCS #1 v1.5) of `signed` by
  /// the owner of any of these public keys.
  ///
  /// @param keys Base64 of their X.509 form, with or without the lines that PEM puts around it
  public static boolean rsaSha256(String signature, byte[] signed, List<String> keys) {
    Optional<byte[]> given = decode(signature, Encoding.BASE64);
    return given.isPresent()
        && keys.stream()
            .flatMap(key -> publicKey(key).stream())
            .anyMatch(key -> fits(key, signed, given.get()));
  }

  private static Optional<PublicKey> publicKey(String text) {
    String plain = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      return Optional.of(
          KeyFactory.getInstance("RSA")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(plain))));
    } catch (GeneralSecurityException | IllegalArgumentException noKey) {
      return Optional.empty();
    }
  }

  private static boolean fits(PublicKey key, byte[] signed, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException notASignature) {
      return false;
    }
  }

  private static Optional<byte[]> decode(String signature, Encoding encoding) {
    try {
      return Optional.of(
          switch (encoding) {
            case BASE64 -> Base64.getDecoder().decode(signature.strip());
            case HEX -> HexFormat.of().parseHex(signature.strip());
          });
    } catch (IllegalArgumentException notEncodedSo) {
      return Optional.empty();
    }
  }
}
