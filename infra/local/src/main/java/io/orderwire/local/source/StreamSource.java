package io.orderwire.local.source;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Feeds a function from a table's stream: every shard, each after its parent, from where the last
/// run stopped.
public final class StreamSource implements AutoCloseable {
  private static final Duration BETWEEN_LISTINGS = Duration.ofSeconds(10);

  private final StreamMapping mapping;
  private final DynamoDbStreamsClient streams;
  private final Invoker function;
  private final FailureNotice notice;
  private final Checkpoints checkpoints;
  private final Clock clock;
  private final Consumer<String> console;
  private final Set<String> reading = ConcurrentHashMap.newKeySet();
  private final Set<Thread> readers = ConcurrentHashMap.newKeySet();
  private final Thread supervisor;
  private volatile boolean closed;

  /// @param functionArn named in notices to the on-failure queue
  /// @param checkpointFile keeps how far the stream was read
  public StreamSource(
      StreamMapping mapping,
      DynamoDbStreamsClient streams,
      SqsClient queues,
      Invoker function,
      String functionArn,
      Path checkpointFile,
      Consumer<String> console) {
    this.mapping = mapping;
    this.streams = streams;
    this.function = function;
    this.clock = Clock.systemUTC();
    this.console = console;
    this.notice = new FailureNotice(mapping, functionArn, queues, clock, console);
    this.checkpoints = Checkpoints.open(checkpointFile);
    this.supervisor =
        Thread.ofVirtual().name("stream-" + mapping.functionId()).unstarted(this::supervise);
  }

  public void start() {
    supervisor.start();
  }

  private void supervise() {
    while (!closed) {
      try {
        startReaders();
      } catch (SdkException problem) {
        if (!closed) {
          console.accept(
              mapping.functionId() + ": its stream cannot be listed: " + problem.getMessage());
        }
      }
      new Pause(BETWEEN_LISTINGS, BETWEEN_LISTINGS).take();
      // A reader that came to its end asks for the next listing at once.
      var _ = Thread.interrupted();
    }
  }

  private void startReaders() {
    List<Shard> shards =
        streams
            .describeStream(request -> request.streamArn(mapping.streamArn()))
            .streamDescription()
            .shards();
    Set<String> known =
        shards.stream().map(Shard::shardId).collect(Collectors.toCollection(HashSet::new));
    for (Shard shard : shards) {
      String parent = shard.parentShardId();
      boolean parentDone =
          parent == null || !known.contains(parent) || checkpoints.isFinished(parent);
      if (parentDone && !checkpoints.isFinished(shard.shardId()) && reading.add(shard.shardId())) {
        startReader(shard.shardId());
      }
    }
  }

  private void startReader(String shard) {
    StreamBatch batch =
        new StreamBatch(
            mapping,
            function,
            (records, condition, attempts) -> notice.send(shard, records, condition, attempts),
            clock,
            () -> closed);
    ShardReader reader =
        new ShardReader(shard, mapping, streams, checkpoints, batch, () -> closed, console);
    Thread thread =
        Thread.ofVirtual()
            .name("stream-" + mapping.functionId() + "-" + shard)
            .unstarted(
                () -> {
                  reader.run();
                  reading.remove(shard);
                  supervisor.interrupt();
                });
    readers.add(thread);
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    supervisor.interrupt();
    readers.forEach(Thread::interrupt);
  }
}
