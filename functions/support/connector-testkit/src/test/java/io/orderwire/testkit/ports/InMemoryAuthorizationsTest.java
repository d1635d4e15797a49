package io.orderwire.testkit.ports;

import io.orderwire.port.Authorizations;
import io.orderwire.testkit.InMemoryAuthorizations;

class InMemoryAuthorizationsTest extends AuthorizationsContract {
  private final InMemoryAuthorizations authorizations = new InMemoryAuthorizations();

  @Override
  protected Authorizations authorizations() {
    return authorizations;
  }
}
