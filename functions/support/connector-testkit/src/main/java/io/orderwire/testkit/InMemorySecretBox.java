package io.orderwire.testkit;

import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.json.Json;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Credentials;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.SecretBox;
import io.orderwire.port.SubscriptionId;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Keeps what it sealed to itself: the ciphertext is only a number, so no secret can leak by it.
public final class InMemorySecretBox implements SecretBox {
  private static final String PREFIX = "sealed-";

  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9]{1,9}");

  /// What KMS encrypts in one call.
  private static final int MAX_BYTES = 4096;

  private final List<Sealing> sealings = new ArrayList<>();
  private final Faults faults;

  private record Sealing(Object owner, Credentials credentials) {}

  public InMemorySecretBox() {
    this(Faults.NONE);
  }

  public InMemorySecretBox(Faults faults) {
    this.faults = faults;
  }

  @Override
  public SealedCredentials seal(StoreId storeId, Credentials credentials) {
    return sealFor(storeId, credentials);
  }

  @Override
  public Credentials open(StoreId storeId, SealedCredentials sealed) {
    return openFor(storeId, sealed);
  }

  @Override
  public SealedCredentials seal(SubscriptionId subscriptionId, Credentials credentials) {
    return sealFor(subscriptionId, credentials);
  }

  @Override
  public Credentials open(SubscriptionId subscriptionId, SealedCredentials sealed) {
    return openFor(subscriptionId, sealed);
  }

  @Override
  public SealedCredentials seal(PlatformId platform, Credentials credentials) {
    return sealFor(platform, credentials);
  }

  @Override
  public Credentials open(PlatformId platform, SealedCredentials sealed) {
    return openFor(platform, sealed);
  }

  private synchronized SealedCredentials sealFor(Object owner, Credentials credentials) {
    faults.at(Step.SECRETS_SEAL, Moment.BEFORE);
    if (Json.bytes(credentials.values()).length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "credentials take more than %d bytes: shorten them".formatted(MAX_BYTES));
    }
    sealings.add(new Sealing(owner, credentials));
    return new SealedCredentials(PREFIX + (sealings.size() - 1));
  }

  private synchronized Credentials openFor(Object owner, SealedCredentials sealed) {
    faults.at(Step.SECRETS_OPEN, Moment.BEFORE);
    Sealing sealing = sealing(sealed.ciphertext());
    if (!sealing.owner().equals(owner)) {
      throw refused();
    }
    return sealing.credentials();
  }

  private Sealing sealing(String ciphertext) {
    if (!FORM.matcher(ciphertext).matches()) {
      throw refused();
    }
    int index = Integer.parseInt(ciphertext.substring(PREFIX.length()));
    if (index >= sealings.size()) {
      throw refused();
    }
    return sealings.get(index);
  }

  private static FaultException refused() {
    return new FaultException(
        Fault.of(Fault.Category.UNAUTHORIZED, "credentials were not sealed for this owner"));
  }
}
