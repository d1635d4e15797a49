package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Credentials;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.SecretBox;
import io.orderwire.port.SubscriptionId;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What every secret box does.
public abstract class SecretBoxContract {
  private static final String SECRET = "shpat_0123456789abcdef";

  private final StoreId store = Samples.freshStore();

  protected abstract SecretBox box();

  @Test
  void opensWhatItSealed() {
    Credentials credentials =
        new Credentials(Map.of("access_token", SECRET, "webhook_secret", "ß\"\\\n"));
    SealedCredentials sealed = box().seal(store, credentials);
    assertThat(box().open(store, sealed)).isEqualTo(credentials);
    assertThat(box().open(store, sealed)).isEqualTo(credentials);
    assertThat(sealed.toString()).doesNotContain(SECRET);
  }

  @Test
  void opensNothingForAnotherStore() {
    SealedCredentials sealed = box().seal(store, new Credentials(Map.of("access_token", SECRET)));
    box().open(store, sealed);
    assertRefused(Samples.freshStore(), sealed);
  }

  @Test
  void opensNothingOfASubscriptionForAnotherOwner() {
    SubscriptionId subscription = new SubscriptionId("subscription-1");
    Credentials secret = new Credentials(Map.of("secret", SECRET));
    SealedCredentials sealed = box().seal(subscription, secret);
    assertThat(box().open(subscription, sealed)).isEqualTo(secret);
    assertRefused(() -> box().open(new SubscriptionId("subscription-2"), sealed));
    assertRefused(new StoreId("subscription-1"), sealed);
  }

  @Test
  void opensNothingOfAnAppForAnotherOwner() {
    PlatformId platform = new PlatformId("acme");
    Credentials app = new Credentials(Map.of("client_secret", SECRET));
    SealedCredentials sealed = box().seal(platform, app);
    assertThat(box().open(platform, sealed)).isEqualTo(app);
    assertRefused(() -> box().open(new PlatformId("other"), sealed));
    assertRefused(() -> box().open(new SubscriptionId("acme"), sealed));
    assertRefused(new StoreId("acme"), sealed);
  }

  @Test
  void opensNothingThatItDidNotSeal() {
    assertRefused(store, new SealedCredentials("bm90IG91cnM="));
    assertRefused(store, new SealedCredentials("not even base64"));
  }

  @Test
  void refusesMoreThanItCanSeal() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> box().seal(store, new Credentials(Map.of("a", "x".repeat(5_000)))))
        .withMessageContaining("shorten");
  }

  private void assertRefused(StoreId id, SealedCredentials sealed) {
    assertRefused(() -> box().open(id, sealed));
  }

  private static void assertRefused(ThrowingCallable opening) {
    assertThatThrownBy(opening)
        .isInstanceOfSatisfying(
            FaultException.class,
            refusal ->
                assertThat(refusal.fault().category()).isEqualTo(Fault.Category.UNAUTHORIZED))
        .hasMessageNotContaining(SECRET);
  }
}
