package io.orderwire.local.lambda;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The execution environments of one function: as many as run at the same time, up to its
/// concurrency. One that timed out or whose process ended is replaced.
public final class FunctionPool implements AutoCloseable {
  private final FunctionSpec function;
  private final Launcher launcher;
  private final Consumer<String> console;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Sandbox> idle = new ArrayDeque<>();
  private final List<Sandbox> all = new ArrayList<>();
  private int starting;
  private int waiting;
  private volatile boolean closed;
  private Optional<String> startProblem = Optional.empty();

  /// @param console receives one line for each invocation that failed
  FunctionPool(FunctionSpec function, Launcher launcher, Consumer<String> console) {
    this.function = function;
    this.launcher = launcher;
    this.console = console;
  }

  public FunctionSpec function() {
    return function;
  }

  /// Starts a first environment, and returns when it is ready or its start failed; the problem is
  /// then on the console.
  public void warm() {
    lock.lock();
    try {
      if (all.isEmpty() && starting == 0) {
        startOne();
      }
      while (!closed && all.isEmpty() && startProblem.isEmpty()) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Runs the function once; waits when all its environments are busy.
  ///
  /// @param traceId X-Ray header to pass on
  public InvocationResult invoke(byte[] payload, String traceId) {
    Optional<Sandbox> taken = take();
    if (taken.isEmpty()) {
      return failed(new InvocationResult.Failed("Runtime.InitError", problem()));
    }
    Sandbox sandbox = taken.get();
    InvocationResult result;
    try {
      result = sandbox.invoke(payload, traceId);
    } finally {
      giveBack(sandbox);
    }
    return result instanceof InvocationResult.Failed failure ? failed(failure) : result;
  }

  private InvocationResult failed(InvocationResult.Failed failure) {
    if (!closed) {
      String firstLine = failure.message().lines().findFirst().orElse("");
      console.accept(
          function.logicalId()
              + " failed: "
              + failure.type()
              + ": "
              + firstLine
              + " (logs/"
              + function.logicalId()
              + ".log)");
    }
    return failure;
  }

  private String problem() {
    lock.lock();
    try {
      return closed ? "the runner is stopping" : startProblem.orElse("it did not start");
    } finally {
      lock.unlock();
    }
  }

  /// An environment of its own for the caller; empty when none could be started.
  private Optional<Sandbox> take() {
    lock.lock();
    try {
      startProblem = Optional.empty();
      waiting++;
      while (!closed && idle.isEmpty()) {
        if (startProblem.isPresent() && all.isEmpty()) {
          return Optional.empty();
        }
        if (starting < waiting && all.size() + starting < function.concurrency()) {
          startOne();
        }
        changed.awaitUninterruptibly();
      }
      return closed ? Optional.empty() : Optional.of(idle.pop());
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  private void giveBack(Sandbox sandbox) {
    boolean usable = sandbox.isUsable();
    lock.lock();
    try {
      if (usable && !closed) {
        idle.push(sandbox);
      } else {
        all.remove(sandbox);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (!usable) {
      sandbox.close();
    }
  }

  private void startOne() {
    starting++;
    Thread.ofVirtual()
        .name("start-" + function.logicalId())
        .start(
            () -> {
              try {
                started(Sandbox.start(function, launcher));
              } catch (RuntimeException problem) {
                notStarted(String.valueOf(problem.getMessage()));
              }
            });
  }

  private void started(Sandbox sandbox) {
    lock.lock();
    try {
      starting--;
      if (!closed) {
        all.add(sandbox);
        idle.push(sandbox);
        changed.signalAll();
        return;
      }
    } finally {
      lock.unlock();
    }
    sandbox.close();
  }

  private void notStarted(String problem) {
    lock.lock();
    try {
      starting--;
      startProblem = Optional.of(problem);
      changed.signalAll();
      if (closed) {
        return;
      }
    } finally {
      lock.unlock();
    }
    console.accept(
        function.logicalId()
            + " did not start: "
            + problem
            + " (logs/"
            + function.logicalId()
            + ".log)");
  }

  @Override
  public void close() {
    List<Sandbox> ending;
    lock.lock();
    try {
      closed = true;
      ending = List.copyOf(all);
      all.clear();
      idle.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    ending.forEach(Sandbox::close);
  }
}
