package io.orderwire.shops.magento;

import io.orderwire.shops.Dialect;
import io.orderwire.shops.Platform;
import io.orderwire.shops.ShopSettings;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

/// How tests talk to a Magento shop: with an access token alone.
public final class MageDialect implements Dialect {

  @Override
  public Platform platform() {
    return Platform.MAGENTO;
  }

  @Override
  public String created() {
    return "com.adobe.commerce.plugin.magento.sales.api.order_management.place";
  }

  @Override
  public String updated() {
    return "com.adobe.commerce.observer.sales_order_save_commit_after";
  }

  @Override
  public String path() {
    return "/rest/all/V1";
  }

  @Override
  public String orders() {
    return "/orders";
  }

  @Override
  public Map<String, String> authorization(ShopSettings settings) {
    return Map.of("Authorization", "Bearer " + settings.secret());
  }

  @Override
  public ShopSettings simple(ShopSettings usual) {
    return usual.withCredentials("", usual.secret(), usual.webhookSecret());
  }

  @Override
  public String signature() {
    return "x-adobe-digital-signature-1";
  }

  /// By a key that the merchant pins.
  @Override
  public boolean isSigned(String secret, Map<String, String> headers, byte[] body) {
    ShopSettings settings = platform().cart().settings("").withCredentials("", "", secret);
    String pinned = platform().cart().credentials(settings).getOrDefault("webhook_secret", "");
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      byte[] key = Base64.getDecoder().decode(pinned.split("\\s")[1]);
      verifier.initVerify(
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key)));
      verifier.update(body);
      return verifier.verify(Base64.getDecoder().decode(headers.getOrDefault(signature(), "")));
    } catch (GeneralSecurityException unfit) {
      return false;
    }
  }

  @Override
  public String orderId() {
    return "/data/value/entity_id";
  }
}
