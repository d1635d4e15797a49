package io.orderwire.aws;

import com.fasterxml.jackson.core.type.TypeReference;
import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.json.Json;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Credentials;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.SecretBox;
import io.orderwire.port.SubscriptionId;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/// Credentials under the credentials key, bound to their owner by the encryption context: `store`,
/// `subscription` for the signing secrets of event subscriptions, or `platform` for apps.
///
/// What was opened is remembered for a few minutes, in memory only: a KMS call costs more than all
/// the rest of a delivery.
public final class KmsSecretBox implements SecretBox {
  /// What KMS encrypts in one call.
  public static final int MAX_BYTES = 4096;

  private static final String SERVICE = "KMS";
  private static final String STORE = "store";
  private static final String SUBSCRIPTION = "subscription";
  private static final String PLATFORM = "platform";
  private static final int MOST_OPENED = 1_000;
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final KmsClient client;
  private final String keyId;
  private final Remembered<Sealing, Credentials> opened;

  /// For whom something is sealed; `kind` is the key of the encryption context.
  private record Owner(String kind, String id) {
    Map<String, String> context() {
      return Collections.singletonMap(kind, id);
    }
  }

  private record Sealing(Owner owner, SealedCredentials sealed) {}

  KmsSecretBox(KmsClient client, String keyId, Duration rememberedFor, InstantSource clock) {
    this.client = client;
    this.keyId = keyId;
    this.opened = new Remembered<>(MOST_OPENED, rememberedFor, clock);
  }

  @Override
  public SealedCredentials seal(StoreId storeId, Credentials credentials) {
    return seal(new Owner(STORE, storeId.value()), credentials);
  }

  @Override
  public SealedCredentials seal(SubscriptionId subscriptionId, Credentials credentials) {
    return seal(new Owner(SUBSCRIPTION, subscriptionId.value()), credentials);
  }

  @Override
  public SealedCredentials seal(PlatformId platform, Credentials credentials) {
    return seal(new Owner(PLATFORM, platform.value()), credentials);
  }

  private SealedCredentials seal(Owner owner, Credentials credentials) {
    byte[] plain = Json.bytes(credentials.values());
    if (plain.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "credentials take %d bytes, more than the %d that can be sealed: shorten them"
              .formatted(plain.length, MAX_BYTES));
    }
    SdkBytes ciphertext =
        SdkFaults.translating(
            SERVICE,
            () ->
                client
                    .encrypt(
                        encrypt ->
                            encrypt
                                .keyId(keyId)
                                .plaintext(SdkBytes.fromByteArray(plain))
                                .encryptionContext(owner.context()))
                    .ciphertextBlob());
    return new SealedCredentials(Base64.getEncoder().encodeToString(ciphertext.asByteArray()));
  }

  @Override
  public Credentials open(StoreId storeId, SealedCredentials sealed) {
    return open(new Owner(STORE, storeId.value()), sealed);
  }

  @Override
  public Credentials open(SubscriptionId subscriptionId, SealedCredentials sealed) {
    return open(new Owner(SUBSCRIPTION, subscriptionId.value()), sealed);
  }

  @Override
  public Credentials open(PlatformId platform, SealedCredentials sealed) {
    return open(new Owner(PLATFORM, platform.value()), sealed);
  }

  private Credentials open(Owner owner, SealedCredentials sealed) {
    return opened
        .get(new Sealing(owner, sealed), sealing -> Optional.of(decrypted(sealing)))
        .orElseThrow(KmsSecretBox::unreadable);
  }

  private Credentials decrypted(Sealing sealing) {
    try {
      byte[] ciphertext = Base64.getDecoder().decode(sealing.sealed().ciphertext());
      SdkBytes plain =
          client
              .decrypt(
                  decrypt ->
                      decrypt
                          .keyId(keyId)
                          .ciphertextBlob(SdkBytes.fromByteArray(ciphertext))
                          .encryptionContext(sealing.owner().context()))
              .plaintext();
      return new Credentials(Json.codec().readValue(plain.asByteArrayUnsafe(), TEXTS));
    } catch (InvalidCiphertextException
        | IncorrectKeyException
        | IllegalArgumentException foreign) {
      throw unreadable();
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    } catch (IOException damaged) {
      throw unreadable();
    }
  }

  /// Only the merchant can help: the credentials must be given again.
  private static FaultException unreadable() {
    return new FaultException(
        Fault.of(
            Fault.Category.UNAUTHORIZED,
            "the stored credentials cannot be opened for their owner: set them again"));
  }
}
