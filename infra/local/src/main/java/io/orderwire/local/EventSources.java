package io.orderwire.local;

import io.orderwire.local.endpoint.DataFolder;
import io.orderwire.local.lambda.FunctionPool;
import io.orderwire.local.lambda.Functions;
import io.orderwire.local.source.ScheduleSource;
import io.orderwire.local.source.SqsSource;
import io.orderwire.local.source.StreamSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// The running event sources of a suite.
final class EventSources implements AutoCloseable {
  private final List<Runnable> closers = new ArrayList<>();

  private EventSources() {}

  static EventSources start(
      Suite suite, Cloud cloud, Functions functions, DataFolder data, Consumer<String> console) {
    EventSources running = new EventSources();
    suite
        .queues()
        .forEach(
            mapping -> {
              SqsSource source =
                  new SqsSource(
                      mapping,
                      cloud.clients().queues(),
                      functions.pool(mapping.functionId())::invoke,
                      console);
              running.closers.add(source::close);
              source.start();
            });
    suite
        .streams()
        .forEach(
            mapping -> {
              FunctionPool pool = functions.pool(mapping.functionId());
              // One checkpoint per function and table: a table's stream is named in the ARN between
              // the slashes.
              String table = mapping.streamArn().split("/")[1];
              Path checkpoint =
                  data.folder("streams").resolve(mapping.functionId() + "-" + table + ".json");
              StreamSource source =
                  new StreamSource(
                      mapping,
                      cloud.clients().streams(),
                      cloud.clients().queues(),
                      pool::invoke,
                      pool.function().arn(),
                      checkpoint,
                      console);
              running.closers.add(source::close);
              source.start();
            });
    suite
        .schedules()
        .forEach(
            mapping -> {
              ScheduleSource source =
                  new ScheduleSource(
                      mapping, functions.pool(mapping.functionId())::invoke, cloud.account());
              running.closers.add(source::close);
              source.start();
            });
    return running;
  }

  @Override
  public void close() {
    try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
      closers.forEach(together::execute);
    }
  }
}
