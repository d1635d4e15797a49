package io.orderwire.testkit;

import io.orderwire.json.Json;
import io.orderwire.model.PlatformId;
import io.orderwire.port.Authorizations;
import io.orderwire.port.SealedCredentials;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Authorizations that are under way, in memory.
public final class InMemoryAuthorizations implements Authorizations {
  private final Map<Key, Pending> pending = new HashMap<>();
  private final Map<Key, Pending> granted = new HashMap<>();
  private final Map<PlatformId, SealedCredentials> apps = new HashMap<>();
  private final Faults faults;

  private record Key(PlatformId platform, String tie) {}

  public InMemoryAuthorizations() {
    this(Faults.NONE);
  }

  public InMemoryAuthorizations(Faults faults) {
    this.faults = faults;
  }

  @Override
  public synchronized void begin(Pending begun) {
    faults.at(Step.STORES_WRITE, Moment.BEFORE);
    pending.put(new Key(begun.platform(), begun.tie()), begun);
    faults.at(Step.STORES_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized Optional<Pending> find(PlatformId platform, String tie) {
    faults.at(Step.STORES_READ, Moment.BEFORE);
    return Optional.ofNullable(pending.get(new Key(platform, tie)));
  }

  @Override
  public synchronized boolean take(Pending taken) {
    faults.at(Step.STORES_WRITE, Moment.BEFORE);
    Key key = new Key(taken.platform(), taken.tie());
    boolean there =
        Optional.ofNullable(pending.get(key))
            .filter(held -> held.id().equals(taken.id()))
            .isPresent();
    if (there) {
      pending.remove(key);
    }
    faults.at(Step.STORES_WRITE, Moment.AFTER);
    return there;
  }

  @Override
  public synchronized void keepGranted(Pending ended) {
    faults.at(Step.STORES_WRITE, Moment.BEFORE);
    granted.put(
        new Key(ended.platform(), ended.tie()),
        new Pending(
            ended.id(),
            ended.platform(),
            ended.tie(),
            ended.storeId(),
            ended.baseUrl(),
            ended.callback(),
            Json.codec().createObjectNode(),
            ended.returnUrl(),
            ended.until()));
    faults.at(Step.STORES_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized Optional<Pending> takeGranted(PlatformId platform, String tie) {
    faults.at(Step.STORES_WRITE, Moment.BEFORE);
    Optional<Pending> taken = Optional.ofNullable(granted.remove(new Key(platform, tie)));
    faults.at(Step.STORES_WRITE, Moment.AFTER);
    return taken;
  }

  @Override
  public synchronized Optional<SealedCredentials> app(PlatformId platform) {
    faults.at(Step.STORES_READ, Moment.BEFORE);
    return Optional.ofNullable(apps.get(platform));
  }

  @Override
  public synchronized void saveApp(PlatformId platform, SealedCredentials sealed) {
    faults.at(Step.STORES_WRITE, Moment.BEFORE);
    apps.put(platform, sealed);
    faults.at(Step.STORES_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized void removeApp(PlatformId platform) {
    faults.at(Step.STORES_WRITE, Moment.BEFORE);
    apps.remove(platform);
    faults.at(Step.STORES_WRITE, Moment.AFTER);
  }
}
