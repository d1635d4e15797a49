package io.orderwire.system.endtoend;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One suite for all tests that neither stop it nor need data of its own: it takes a while to
/// start. It is stopped when the last test is done.
final class SharedSuite implements ParameterResolver {
  private static final ExtensionContext.Namespace OWN =
      ExtensionContext.Namespace.create(SharedSuite.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(RunningSuite.class);
  }

  @Override
  public RunningSuite resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(OWN)
        .getOrComputeIfAbsent(
            RunningSuite.class, key -> RunningSuite.start(":memory:"), RunningSuite.class);
  }
}
