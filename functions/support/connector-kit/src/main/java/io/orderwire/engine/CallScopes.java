package io.orderwire.engine;

import io.orderwire.connector.Descriptor.Allowance;
import io.orderwire.connector.Fault;
import io.orderwire.port.CallScope;
import io.orderwire.port.Credentials;
import java.util.List;
import java.util.Optional;

/// What the calls of an errand count for: its store, and the account that the store belongs to
/// where the platform has such accounts. A call needs the room in both.
record CallScopes(Counted store, Optional<CallScopes.Counted> account) {

  /// One scope, and what the platform publishes for it.
  record Counted(CallScope scope, Allowance allowance) {}

  static CallScopes of(Errand errand, Credentials credentials) {
    return new CallScopes(
        new Counted(
            new CallScope.OfStore(errand.store().id()),
            errand.connector().descriptor().allowance()),
        errand
            .connector()
            .descriptor()
            .account()
            .flatMap(
                account ->
                    credentials
                        .value(account.field())
                        .or(() -> errand.context().option(account.field()))
                        .map(
                            name ->
                                new Counted(
                                    CallScope.OfAccount.named(errand.store().platform(), name),
                                    account.allowance()))));
  }

  List<Counted> all() {
    return account.map(each -> List.of(store, each)).orElseGet(() -> List.of(store));
  }

  /// Whose calls a refusal closes.
  Counted refusedBy(Fault fault) {
    return switch (fault.scope()) {
      case STORE -> store;
      case ACCOUNT -> account.orElse(store);
    };
  }
}
