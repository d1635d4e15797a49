package io.orderwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.Authorization;
import io.orderwire.connector.Capability;
import io.orderwire.connector.Descriptor;
import io.orderwire.connector.OrderFeed.Sweep;
import io.orderwire.message.PollJob;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a connector says of itself: C16, C17.
interface DescriptorRules extends ContractSubject {

  @Test
  default void c16DeclaredAndOfferedAgree() {
    Set<Capability> declared = connector().descriptor().capabilities();
    assertThat(connector().carts().isPresent()).isEqualTo(declared.contains(Capability.CARTS));
    assertThat(connector().registry().isPresent())
        .isEqualTo(declared.contains(Capability.WEBHOOK_REGISTRATION));
    assertThat(connector().descriptor().webhooks().topics().isEmpty())
        .isNotEqualTo(
            declared.contains(Capability.SIGNED_WEBHOOKS)
                || declared.contains(Capability.WEBHOOKS_BY_ADDRESS));
    if (!declared.contains(Capability.CARTS)) {
      assertThat(connector().feed().carts()).isEmpty();
    }
  }

  private void loopsAreComplete(Descriptor.Rereads rereads) {
    assertThat(rereads.every()).isPositive();
    assertThat(rereads.openFor()).isGreaterThanOrEqualTo(rereads.closedFor());
    assertThat(rereads.deep()).isPositive();
    assertThat(connector().feed().byId().most()).isPositive();
    assertThat(connector().feed().sweeps())
        .allSatisfy(
            sweep -> {
              assertThat(sweep.every()).isPositive();
              assertThat(sweep.covers()).isNotBlank();
            })
        .extracting(Sweep::name)
        .doesNotHaveDuplicates()
        .doesNotContain(
            PollJob.ORDERS, PollJob.CARTS, PollJob.REREAD, PollJob.RECONCILE, PollJob.DEEP);
  }

  /// Only https: what an authorization sends is an app's secret.
  private void canBeAsked(Authorization.Facts facts) {
    assertThat(facts.method()).isIn("GET", "POST");
    assertThat(facts.stores()).startsWith("https://");
    assertThat(Pattern.compile(facts.stores())).isNotNull();
    facts.app().ifPresent(steps -> assertThat(steps).isNotBlank());
    assertThat(facts.document().getScheme()).isEqualTo("https");
  }

  @Test
  default void c17DescriptorIsComplete() {
    Descriptor facts = connector().descriptor();
    assertThat(facts.name()).isNotBlank();
    assertThat(facts.apiVersion()).isNotBlank();
    assertThat(facts.connectorVersion()).isNotBlank();
    assertThat(Pattern.compile(facts.baseUrlPattern()).matcher(facts.baseUrlExample()).matches())
        .isTrue();
    assertThat(facts.credentials()).isNotEmpty();
    facts
        .credentials()
        .forEach(
            field -> {
              assertThat(field.key()).matches("[a-z][a-z0-9_]*");
              assertThat(field.label()).isNotBlank();
              assertThat(field.help()).isNotBlank();
              assertThat(Pattern.compile(field.pattern())).isNotNull();
            });
    assertThat(facts.credentials().stream().filter(Descriptor.CredentialField::secret))
        .isNotEmpty();
    assertThat(facts.options().stream().map(Descriptor.OptionField::key)).contains("page_size");
    assertThat(facts.webhooks().manualSteps()).isNotBlank();
    assertThat(facts.webhooks().keptHeaders())
        .allSatisfy(name -> assertThat(name).isEqualTo(name.toLowerCase(Locale.ROOT)));
    if (!facts.webhooks().topics().isEmpty()) {
      assertThat(facts.credentials().stream().map(Descriptor.CredentialField::key))
          .contains(facts.webhooks().secretField());
    }
    assertThat(facts.listing().pageSize()).isPositive();
    assertThat(facts.listing().overlap()).isGreaterThanOrEqualTo(facts.listing().clockResolution());
    assertThat(facts.settling().time()).isPositive();
    assertThat(facts.settling().why()).isNotBlank();
    assertThat(facts.settling().source().getScheme()).isEqualTo("https");
    assertThat(facts.timestamps()).isNotEmpty();
    loopsAreComplete(facts.rereads());
    facts
        .account()
        .ifPresent(
            account ->
                assertThat(
                        Stream.concat(
                            facts.credentials().stream().map(Descriptor.CredentialField::key),
                            facts.options().stream().map(Descriptor.OptionField::key)))
                    .contains(account.field()));
    connector().authorization().map(Authorization::facts).ifPresent(this::canBeAsked);
    assertThat(facts.documents())
        .isNotEmpty()
        .allSatisfy(
            document -> {
              assertThat(document.title()).isNotBlank();
              assertThat(document.address().getScheme()).isEqualTo("https");
            });
    assertThat(connector().statuses().commitment().sufficient()).isNotEmpty();
  }
}
