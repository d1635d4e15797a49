package io.orderwire.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.orderwire.connector.Headers;
import io.orderwire.port.Credentials;
import io.orderwire.port.EventSubscription;
import io.orderwire.testkit.ports.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SigningTest {
  private static final Letter LETTER =
      new Letter("acme-eu/order/1001/7", "{\"type\":\"order.committed\",\"name\":\"Ünïcode ☕\"}");

  @Test
  void isWhatTheStandardSays() throws Exception {
    Instant at = Instant.ofEpochSecond(1_614_265_330);
    Headers headers = Signing.headers(LETTER, List.of(Stage.SECRET), at);
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] key = Base64.getDecoder().decode(Stage.SECRET.substring("whsec_".length()));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed = "acme-eu/order/1001/7.1614265330." + LETTER.body();
    assertThat(headers.first("webhook-signature"))
        .contains(
            "v1,"
                + Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    assertThat(headers.first("webhook-timestamp")).contains("1614265330");
  }

  @Test
  void eitherSecretVerifiesDuringARotationAndOnlyTheNewOneAfterIt() throws Exception {
    Stage stage = new Stage();
    Instant until = Samples.NOON.plus(Duration.ofHours(24));
    EventSubscription rotated =
        stage.subscribe("hooks-example").withSecret(sealed(stage), Optional.of(until));
    Credentials opened = stage.secrets.open(rotated.id(), rotated.secret());
    Headers during = now(rotated.signingSecrets(opened, until.minusMillis(1)));
    verify(Stage.SECRET, during);
    verify(Stage.OLD_SECRET, during);
    Headers after = now(rotated.signingSecrets(opened, until));
    verify(Stage.SECRET, after);
    assertThatThrownBy(() -> verify(Stage.OLD_SECRET, after))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void aHeaderHoldsVisibleCharactersOnly() {
    Letter letter = new Letter("acme-eu/order/ö\r\n:1/7", "{}");
    Headers headers = now(letter, List.of(Stage.SECRET));
    assertThat(headers.first("webhook-id")).contains("acme-eu/order/%C3%B6%0D%0A:1/7");
    assertThatCode(() -> verify(Stage.SECRET, "{}", headers)).doesNotThrowAnyException();
  }

  private static io.orderwire.port.SealedCredentials sealed(Stage stage) {
    return stage.subscription("hooks-example").secret();
  }

  /// The library compares with the time of this machine.
  private static Headers now(List<String> secrets) {
    return now(LETTER, secrets);
  }

  private static Headers now(Letter letter, List<String> secrets) {
    return Signing.headers(letter, secrets, Instant.now());
  }

  private static void verify(String secret, Headers headers) throws Exception {
    verify(secret, LETTER.body(), headers);
  }

  private static void verify(String secret, String body, Headers headers) throws Exception {
    Map<String, List<String>> lists = new TreeMap<>();
    headers.values().forEach((name, value) -> lists.put(name, List.of(value)));
    new Webhook(secret).verify(body, lists);
  }
}
