package io.orderwire.shops.magento;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// A key with which Adobe signs what it delivers to anyone. The same in every shop and every run.
final class AdobeKey {
  private static final BigInteger EXPONENT = BigInteger.valueOf(65537);
  private static final int PRIME_BITS = 256;

  static final List<AdobeKey> BOTH = List.of(new AdobeKey(20261126), new AdobeKey(20261127));

  private final PrivateKey privateKey;
  private final String publicKey;

  private AdobeKey(long seed) {
    Random random = new Random(seed);
    BigInteger p = prime(random);
    BigInteger q = prime(random);
    BigInteger phi = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
    BigInteger d = EXPONENT.modInverse(phi);
    BigInteger modulus = p.multiply(q);
    try {
      KeyFactory keys = KeyFactory.getInstance("RSA");
      privateKey =
          keys.generatePrivate(
              new RSAPrivateCrtKeySpec(
                  modulus,
                  EXPONENT,
                  d,
                  p,
                  q,
                  d.mod(p.subtract(BigInteger.ONE)),
                  d.mod(q.subtract(BigInteger.ONE)),
                  q.modInverse(p)));
      byte[] encoded = keys.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)).getEncoded();
      publicKey = Base64.getEncoder().encodeToString(encoded);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has RSA", missing);
    }
  }

  /// Base64 of the key's X.509 form: what stands between the marks of a PEM file.
  String publicKey() {
    return publicKey;
  }

  /// Base64 of the RSA-SHA-256 signature.
  String sign(byte[] body) {
    try {
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(privateKey);
      signer.update(body);
      return Base64.getEncoder().encodeToString(signer.sign());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has SHA256withRSA", missing);
    }
  }

  private static BigInteger prime(Random random) {
    BigInteger prime = BigInteger.probablePrime(PRIME_BITS, random);
    return prime.mod(EXPONENT).equals(BigInteger.ONE) ? prime(random) : prime;
  }
}
