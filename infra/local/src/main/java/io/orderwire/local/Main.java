package io.orderwire.local;

import io.orderwire.local.endpoint.StartFailure;
import io.orderwire.local.template.TemplateException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/// The command behind `infra/local/run`. Its first argument is the repository's folder.
public final class Main {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private static final AtomicReference<@Nullable Runner> running = new AtomicReference<>();
  private static volatile boolean stopping;

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    long begin = System.nanoTime();
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    try {
      Settings settings =
          Arguments.parse(
              Path.of(arguments[0]), Arrays.asList(arguments).subList(1, arguments.length));
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(Main::stop));
      Runner runner = Runner.start(settings, Main::tell);
      running.set(runner);
      System.out.println(ready(runner, settings, Duration.ofNanos(System.nanoTime() - begin)));
      Thread.currentThread().join();
    } catch (StartFailure | TemplateException problem) {
      fail(problem.getMessage());
    } catch (SdkException problem) {
      fail("the AWS endpoints do not answer as expected: " + problem.getMessage());
    }
  }

  private static void tell(String line) {
    if (!stopping) {
      System.err.println(line);
    }
  }

  /// Ends the children and what is quick to end. ElasticMQ takes seconds to stop and has nothing
  /// left to write, so it is not waited for. Before the suite is up the children end with this
  /// process.
  private static void stop() {
    stopping = true;
    Runner runner = running.get();
    if (runner == null) {
      return;
    }
    Thread closing = Thread.ofPlatform().daemon().name("close").start(runner::close);
    try {
      closing.join(STOP_LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String ready(Runner runner, Settings settings, Duration took) {
    String data = settings.data().map(Path::toString).orElse(":memory:");
    return String.format(
        Locale.ROOT,
        "ready  %s  events: %s/local/events  data: %s  (%.1f s)",
        runner.api(),
        runner.api(),
        data,
        took.toMillis() / 1000f);
  }

  private static void fail(@Nullable String message) {
    System.err.println("infra/local/run: " + message);
    // Parts that have started threads of their own would keep the process.
    Runtime.getRuntime().halt(1);
  }
}
