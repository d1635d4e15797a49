package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.json.Json;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Authorizations;
import io.orderwire.port.Authorizations.Pending;
import io.orderwire.port.SealedCredentials;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every place for authorizations does.
public abstract class AuthorizationsContract {
  private static final PlatformId OTHER = new PlatformId("other");

  private final StoreId id = Samples.freshStore();
  private final String tie = "state-of-" + id;

  protected abstract Authorizations authorizations();

  private Pending pending(String name) {
    return new Pending(
        name,
        Samples.PLATFORM,
        tie,
        id,
        URI.create("https://shop.example"),
        URI.create("https://api.example.com/authorizations/test"),
        Json.codec().createObjectNode().put("name", "Ümläut"),
        Optional.of(URI.create("https://backend.example/connected?tenant=7")),
        Samples.NOON.plusSeconds(600));
  }

  @Test
  void findsOneByItsTieAndPlatformAlone() {
    assertThat(authorizations().find(Samples.PLATFORM, tie)).isEmpty();
    authorizations().begin(pending("one"));
    assertThat(authorizations().find(Samples.PLATFORM, tie)).contains(pending("one"));
    assertThat(authorizations().find(Samples.PLATFORM, tie + "1")).isEmpty();
    assertThat(authorizations().find(OTHER, tie)).isEmpty();
  }

  @Test
  void endsEachOnce() {
    authorizations().begin(pending("one"));
    Pending found = authorizations().find(Samples.PLATFORM, tie).orElseThrow();
    assertThat(authorizations().take(found)).isTrue();
    assertThat(authorizations().take(found)).isFalse();
    assertThat(authorizations().find(Samples.PLATFORM, tie)).isEmpty();
  }

  @Test
  void ofManyWhoEndOneAtATimeItIsOne() throws Exception {
    authorizations().begin(pending("one"));
    assertThat(Race.run(8, racer -> () -> authorizations().take(pending("one"))))
        .containsOnlyOnce(true);
  }

  @Test
  void oneThatWasReplacedIsNotEndedByItsPredecessor() {
    authorizations().begin(pending("one"));
    authorizations().begin(pending("two"));
    assertThat(authorizations().take(pending("one"))).isFalse();
    assertThat(authorizations().find(Samples.PLATFORM, tie)).contains(pending("two"));
    assertThat(authorizations().take(pending("two"))).isTrue();
  }

  @Test
  void oneThatWasGrantedIsGivenToTheBrowserOnceAndEndedNoMore() throws Exception {
    Pending granted = pending("one");
    assertThat(authorizations().takeGranted(Samples.PLATFORM, tie)).isEmpty();
    authorizations().keepGranted(granted);
    assertThat(authorizations().find(Samples.PLATFORM, tie)).isEmpty();
    assertThat(authorizations().take(granted)).isFalse();
    assertThat(authorizations().takeGranted(OTHER, tie)).isEmpty();
    assertThat(authorizations().takeGranted(Samples.PLATFORM, tie + "1")).isEmpty();
    Optional<Pending> taken = authorizations().takeGranted(Samples.PLATFORM, tie);
    assertThat(taken.map(Pending::storeId)).contains(id);
    assertThat(taken.flatMap(Pending::returnUrl)).isEqualTo(granted.returnUrl());
    assertThat(taken.map(Pending::until)).contains(granted.until());
    assertThat(taken.map(each -> each.form().isEmpty())).contains(true);
    assertThat(authorizations().takeGranted(Samples.PLATFORM, tie)).isEmpty();
    authorizations().keepGranted(granted);
    assertThat(
            Race.run(
                8, racer -> () -> authorizations().takeGranted(Samples.PLATFORM, tie).isPresent()))
        .containsOnlyOnce(true);
  }

  @Test
  void keepsOneAppForEachPlatform() {
    PlatformId mine = new PlatformId("app-" + id.value().substring(9, 32));
    assertThat(authorizations().app(mine)).isEmpty();
    authorizations().saveApp(mine, new SealedCredentials("first"));
    authorizations().saveApp(mine, new SealedCredentials("second"));
    assertThat(List.of(authorizations().app(mine), authorizations().app(OTHER)))
        .containsExactly(Optional.of(new SealedCredentials("second")), Optional.empty());
    authorizations().removeApp(mine);
    authorizations().removeApp(mine);
    assertThat(authorizations().app(mine)).isEmpty();
  }
}
