package io.orderwire.system.adapters;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands the one running [EmbeddedAws] to test classes.
final class OnEmbeddedAws implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedAws.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(OnEmbeddedAws.class))
        .getOrComputeIfAbsent(EmbeddedAws.class, type -> new EmbeddedAws(), EmbeddedAws.class);
  }
}
