package io.orderwire.local.lambda;

import java.util.concurrent.CompletableFuture;

/// Brings an execution environment of a function into being.
interface Launcher extends AutoCloseable {
  /// Starts an environment and returns at once; it is ready when it asks for work.
  ///
  /// @param runtimeApi `host:port` that the function asks for work
  Running launch(FunctionSpec function, String runtimeApi);

  @Override
  void close();

  /// A started environment.
  interface Running {
    /// Completes with the exit code when it has ended.
    CompletableFuture<Integer> ended();

    /// Ends it at once.
    void end();
  }
}
