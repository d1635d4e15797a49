package io.orderwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.engine.OAuthOne.Algorithm;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Against the examples of RFC 5849.
class OAuthOneTest {

  /// §3.4.1.1, with the parameters of §3.4.1.3.1.
  @Test
  void baseStringOfTheSpecification() {
    String base =
        OAuthOne.baseString(
            "post",
            URI.create("http://EXAMPLE.COM:80/request"),
            List.of(
                new Parameter("b5", "=%3D"),
                new Parameter("a3", "a"),
                new Parameter("c@", ""),
                new Parameter("a2", "r b"),
                new Parameter("oauth_consumer_key", "9djdj82h48djs9d2"),
                new Parameter("oauth_token", "kkk9d7dh3k39sjv7"),
                new Parameter("oauth_signature_method", "HMAC-SHA1"),
                new Parameter("oauth_timestamp", "137131201"),
                new Parameter("oauth_nonce", "7d8f3e4a"),
                new Parameter("c2", ""),
                new Parameter("a3", "2 q")));
    assertThat(base)
        .isEqualTo(
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D"
                + "%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26"
                + "oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp"
                + "%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7");
  }

  /// §1.2, the request for the photo.
  @Test
  void signatureOfTheSpecification() {
    OAuthOne client =
        new OAuthOne(
            "dpf43f3p2l4k3l03",
            "kd94hf93k423kf44",
            Optional.of(new OAuthOne.Token("nnch734d00sl2jdk", "pfkkdhi9sl3r4s00")));
    String base =
        OAuthOne.baseString(
            "GET",
            URI.create("http://photos.example.net/photos"),
            List.of(
                new Parameter("file", "vacation.jpg"),
                new Parameter("size", "original"),
                new Parameter("oauth_consumer_key", "dpf43f3p2l4k3l03"),
                new Parameter("oauth_token", "nnch734d00sl2jdk"),
                new Parameter("oauth_signature_method", "HMAC-SHA1"),
                new Parameter("oauth_timestamp", "137131202"),
                new Parameter("oauth_nonce", "chapoH")));
    assertThat(client.signature(base, Algorithm.HMAC_SHA1))
        .isEqualTo("MdpQcU8iPSUjWoN/UDMsK2sui9I=");
  }

  @Test
  void anUnusualPortIsSigned() {
    assertThat(OAuthOne.baseString("GET", URI.create("http://127.0.0.1:8080/x"), List.of()))
        .isEqualTo("GET&http%3A%2F%2F127.0.0.1%3A8080%2Fx&");
  }

  @Test
  void theSignatureComesLastAndCoversTheQuery() {
    OAuthOne client = new OAuthOne("ck", "cs", Optional.empty());
    List<Parameter> signed =
        client.signed(
            "GET",
            URI.create("http://shop.example/wp-json/wc/v3/orders"),
            List.of(new Parameter("page", "2")),
            "n",
            1);
    assertThat(signed)
        .extracting(Parameter::name)
        .containsExactly(
            "page",
            "oauth_consumer_key",
            "oauth_nonce",
            "oauth_signature_method",
            "oauth_timestamp",
            "oauth_signature");
    List<Parameter> other =
        client.signed(
            "GET",
            URI.create("http://shop.example/wp-json/wc/v3/orders"),
            List.of(new Parameter("page", "3")),
            "n",
            1);
    assertThat(signed.getLast()).isNotEqualTo(other.getLast());
  }

  /// The signature was computed with OpenSSL over the base string written out by hand.
  @Test
  void anAccessTokenStandsInTheHeaderAndItsSecretInTheKey() {
    OAuthOne client = new OAuthOne("ck", "cs", Optional.of(new OAuthOne.Token("at", "ats")));
    assertThat(
            client.header(
                "GET",
                URI.create("https://shop.example/rest/all/V1/orders"),
                List.of(new Parameter("searchCriteria[pageSize]", "1")),
                "n",
                1))
        .isEqualTo(
            "OAuth oauth_consumer_key=\"ck\", oauth_nonce=\"n\","
                + " oauth_signature_method=\"HMAC-SHA256\", oauth_timestamp=\"1\","
                + " oauth_token=\"at\", oauth_signature=\"e5bBqnLVeBX94aGAHwObZd5DrapDkhzMU4N%2BnR5f%2BpU%3D\"");
  }
}
