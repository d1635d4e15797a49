package io.orderwire.local.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One execution environment of a function: it runs one invocation at a time.
final class Sandbox implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final FunctionSpec function;
  private final RuntimeApi api;
  private final Launcher.Running running;
  private volatile boolean broken;

  private Sandbox(FunctionSpec function, RuntimeApi api, Launcher.Running running) {
    this.function = function;
    this.api = api;
    this.running = running;
  }

  /// Starts it and waits until it asks for work.
  ///
  /// @throws FunctionStartFailure when it does not come to that
  static Sandbox start(FunctionSpec function, Launcher launcher) {
    RuntimeApi api = RuntimeApi.start(function.arn());
    Launcher.Running running = launcher.launch(function, api.address());
    var _ =
        running
            .ended()
            .thenAccept(
                code ->
                    api.ready()
                        .completeExceptionally(
                            new FunctionStartFailure("its process ended with code " + code)));
    Sandbox sandbox = new Sandbox(function, api, running);
    try {
      api.ready().get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return sandbox;
    } catch (ExecutionException e) {
      sandbox.close();
      throw new FunctionStartFailure(
          String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
    } catch (TimeoutException _) {
      sandbox.close();
      throw new FunctionStartFailure("it did not start within " + START_LIMIT.toSeconds() + " s");
    } catch (InterruptedException _) {
      sandbox.close();
      Thread.currentThread().interrupt();
      throw new FunctionStartFailure("interrupted while it was starting");
    }
  }

  InvocationResult invoke(byte[] payload, String traceId) {
    Instant deadline = Instant.now().plus(function.timeout());
    RuntimeApi.Invocation invocation = RuntimeApi.Invocation.of(payload, deadline, traceId);
    var _ =
        running
            .ended()
            .thenAccept(
                code -> {
                  broken = true;
                  invocation
                      .result()
                      .complete(
                          new InvocationResult.Failed(
                              "Runtime.ExitError", "its process ended with code " + code));
                });
    api.offer(invocation);
    try {
      return invocation.result().get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      broken = true;
      return new InvocationResult.Failed(
          "Sandbox.Timedout",
          "it did not answer within its timeout of " + function.timeout().toSeconds() + " s");
    } catch (ExecutionException e) {
      broken = true;
      return new InvocationResult.Failed("Runtime.Unknown", String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      broken = true;
      Thread.currentThread().interrupt();
      return new InvocationResult.Failed("Runtime.Interrupted", "the runner is stopping");
    }
  }

  /// Whether it can take another invocation.
  boolean isUsable() {
    return !broken && !running.ended().isDone();
  }

  @Override
  public void close() {
    broken = true;
    running.end();
    api.close();
  }
}
