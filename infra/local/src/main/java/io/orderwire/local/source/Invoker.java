package io.orderwire.local.source;

import io.orderwire.local.lambda.InvocationResult;

/// Calls one function and waits for its answer.
@FunctionalInterface
public interface Invoker {
  InvocationResult invoke(byte[] event, String traceId);
}
