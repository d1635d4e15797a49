package io.orderwire.local.lambda;

/// How an invocation ended.
public sealed interface InvocationResult {
  /// The function answered; `payload` is its JSON.
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Answered(byte[] payload) implements InvocationResult {}

  /// The function threw, timed out, or its process ended.
  ///
  /// @param type for example `java.lang.IllegalStateException` or `Sandbox.Timedout`
  record Failed(String type, String message) implements InvocationResult {}
}
