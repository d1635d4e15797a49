package io.orderwire.system.adapters;

import io.orderwire.port.Authorizations;
import io.orderwire.testkit.ports.AuthorizationsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmbeddedAws.class)
class DynamoAuthorizationsTest extends AuthorizationsContract {
  private final Authorizations authorizations;

  DynamoAuthorizationsTest(EmbeddedAws aws) {
    authorizations = aws.wiring().authorizations();
  }

  @Override
  protected Authorizations authorizations() {
    return authorizations;
  }
}
