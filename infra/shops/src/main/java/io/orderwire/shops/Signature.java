package io.orderwire.shops;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keyed hashes as the platforms write them.
public final class Signature {
  private Signature() {}

  /// HMAC-SHA-256 in standard base64: Shopify's and WooCommerce's webhook signature, and
  /// WooCommerce's OAuth signature.
  public static String base64(String key, byte[] content) {
    return Base64.getEncoder().encodeToString(mac("HmacSHA256", key, content));
  }

  /// HMAC-SHA-256 in lower-case hex: what Shopify signs the callback of an authorization with.
  public static String hex(String key, byte[] content) {
    return HexFormat.of().formatHex(mac("HmacSHA256", key, content));
  }

  /// HMAC-MD5 in lower-case hex: WordPress' `wp_hash`.
  public static String md5Hex(String key, String content) {
    return HexFormat.of().formatHex(mac("HmacMD5", key, content.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] mac(String algorithm, String key, byte[] content) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(content);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("the JDK has no " + algorithm, missing);
    }
  }
}
