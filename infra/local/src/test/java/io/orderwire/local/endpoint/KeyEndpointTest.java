package io.orderwire.local.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwire.local.provision.AwsClients;
import io.orderwire.local.provision.Endpoints;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

class KeyEndpointTest {
  private static final SdkBytes SECRET = SdkBytes.fromUtf8String("shpat_secret");
  private static final Map<String, String> STORE = Map.of("store", "a", "kind", "shopify");

  @TempDir Path folder;

  /// Starts the endpoint over the same folder each time, as a restart does.
  private void withKeys(Consumer<KmsClient> use) {
    try (KeyEndpoint endpoint = KeyEndpoint.start(folder, 0, Account.LOCAL);
        AwsClients clients =
            AwsClients.of(
                new Endpoints(Map.of("KMS", endpoint.endpoint())), Account.LOCAL.region())) {
      use.accept(clients.keys());
    }
  }

  @Test
  void opensOnlyWithTheContextItWasSealedWithAlsoAfterARestart() {
    SdkBytes[] sealed = new SdkBytes[1];
    withKeys(
        keys -> {
          String id = keys.createKey(request -> request.description("test")).keyMetadata().keyId();
          keys.createAlias(request -> request.aliasName("alias/test").targetKeyId(id));
          sealed[0] =
              keys.encrypt(
                      request ->
                          request.keyId("alias/test").plaintext(SECRET).encryptionContext(STORE))
                  .ciphertextBlob();
          assertThat(sealed[0].asString(StandardCharsets.ISO_8859_1)).doesNotContain("shpat");
          assertThat(keys.listKeys().keys())
              .singleElement()
              .satisfies(key -> assertThat(key.keyId()).isEqualTo(id));
        });
    withKeys(
        keys -> {
          assertThat(
                  keys.decrypt(
                          request -> request.ciphertextBlob(sealed[0]).encryptionContext(STORE))
                      .plaintext())
              .isEqualTo(SECRET);
          assertThatThrownBy(
                  () ->
                      keys.decrypt(
                          request ->
                              request
                                  .ciphertextBlob(sealed[0])
                                  .encryptionContext(Map.of("store", "b"))))
              .isInstanceOf(InvalidCiphertextException.class);
          assertThatThrownBy(() -> keys.decrypt(request -> request.ciphertextBlob(sealed[0])))
              .isInstanceOf(InvalidCiphertextException.class);
          byte[] changed = sealed[0].asByteArray();
          changed[changed.length - 1] ^= 1;
          assertThatThrownBy(
                  () ->
                      keys.decrypt(
                          request ->
                              request
                                  .ciphertextBlob(SdkBytes.fromByteArray(changed))
                                  .encryptionContext(STORE)))
              .isInstanceOf(InvalidCiphertextException.class);
        });
  }

  @Test
  void generatesDataKeysAndRefusesUnknownKeys() {
    withKeys(
        keys -> {
          String arn = keys.createKey().keyMetadata().arn();
          var dataKey =
              keys.generateDataKey(
                  request -> request.keyId(arn).keySpec("AES_256").encryptionContext(STORE));
          assertThat(dataKey.plaintext().asByteArray()).hasSize(32);
          assertThat(
                  keys.decrypt(
                          request ->
                              request
                                  .ciphertextBlob(dataKey.ciphertextBlob())
                                  .encryptionContext(STORE))
                      .plaintext())
              .isEqualTo(dataKey.plaintext());
          assertThatThrownBy(() -> keys.describeKey(request -> request.keyId("alias/none")))
              .isInstanceOf(NotFoundException.class);
        });
  }

  @Test
  void keepsItsFileToItsOwner() throws Exception {
    withKeys(keys -> keys.createKey());
    assertThat(Files.getPosixFilePermissions(folder.resolve("keys.json"))).hasSize(2);
  }
}
