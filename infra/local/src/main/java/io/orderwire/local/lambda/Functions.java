package io.orderwire.local.lambda;

import io.orderwire.local.endpoint.Children;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Every function of a suite, running.
public final class Functions implements AutoCloseable {
  private final Launcher launcher;
  private final Map<String, FunctionPool> pools;

  private Functions(Launcher launcher, Map<String, FunctionPool> pools) {
    this.launcher = launcher;
    this.pools = pools;
  }

  /// The functions of a suite, none of them started yet.
  ///
  /// @param inProcess all in one JVM, without AWS's native runtime client
  /// @param console receives one line for each start or invocation that failed
  public static Functions of(
      List<FunctionSpec> functions,
      FunctionFolders folders,
      Children children,
      boolean inProcess,
      Consumer<String> console) {
    Launcher launcher =
        inProcess
            ? new SharedLauncher(functions, folders, children)
            : new ProcessLauncher(folders, children, RuntimeClient.isAvailable());
    Map<String, FunctionPool> pools = new LinkedHashMap<>();
    functions.forEach(
        function -> pools.put(function.logicalId(), new FunctionPool(function, launcher, console)));
    return new Functions(launcher, pools);
  }

  /// By logical id.
  public Map<String, FunctionPool> pools() {
    return Map.copyOf(pools);
  }

  /// The function with a logical id of the template.
  public FunctionPool pool(String logicalId) {
    return Optional.ofNullable(pools.get(logicalId))
        .orElseThrow(() -> new IllegalArgumentException("there is no function " + logicalId));
  }

  /// The function that an ARN names, with or without a version or an alias.
  public Optional<FunctionPool> byArn(String arn) {
    return pools.values().stream()
        .filter(
            pool ->
                arn.equals(pool.function().arn()) || arn.startsWith(pool.function().arn() + ":"))
        .findFirst();
  }

  /// Starts one environment of each function, all at the same time, and returns when they are
  /// ready.
  public void warm() {
    List<Thread> warming =
        pools.values().stream()
            .map(pool -> Thread.ofVirtual().name("warm").start(pool::warm))
            .toList();
    try {
      for (Thread thread : warming) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    pools.values().forEach(FunctionPool::close);
    launcher.close();
  }
}
