package io.orderwire.testkit.ports;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Several callers that start at the same instant.
public final class Race {
  private Race() {}

  /// What each of `callers` got, in their order.
  public static <T> List<T> run(int callers, IntFunction<Callable<T>> caller) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      List<Future<T>> running = new ArrayList<>();
      for (int index = 0; index < callers; index++) {
        Callable<T> call = caller.apply(index);
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return call.call();
                }));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }
}
