package io.orderwire.local.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Reads one shard of a stream from its checkpoint to its end.
final class ShardReader {
  private static final int MOST_PER_CALL = 1000;

  private final String shard;
  private final StreamMapping mapping;
  private final DynamoDbStreamsClient streams;
  private final Checkpoints checkpoints;
  private final StreamBatch batch;
  private final BooleanSupplier stopped;
  private final Consumer<String> console;
  private boolean fromOldest;

  ShardReader(
      String shard,
      StreamMapping mapping,
      DynamoDbStreamsClient streams,
      Checkpoints checkpoints,
      StreamBatch batch,
      BooleanSupplier stopped,
      Consumer<String> console) {
    this.shard = shard;
    this.mapping = mapping;
    this.streams = streams;
    this.checkpoints = checkpoints;
    this.batch = batch;
    this.stopped = stopped;
    this.console = console;
    this.fromOldest = !mapping.fromNow();
  }

  void run() {
    Pause trouble = new Pause(Duration.ofMillis(200), Duration.ofSeconds(5));
    while (!stopped.getAsBoolean()) {
      try {
        readToEnd();
        return;
      } catch (ExpiredIteratorException _) {
        // A fresh one from the checkpoint.
      } catch (TrimmedDataAccessException _) {
        // DynamoDB Local says so of an empty shard too; only after a checkpoint is it a loss.
        if (checkpoints.of(shard).isPresent()) {
          console.accept(mapping.functionId() + ": its stream has dropped records it had not read");
        }
        checkpoints.put(shard, "");
        fromOldest = true;
      } catch (SdkException problem) {
        if (!stopped.getAsBoolean()) {
          console.accept(
              mapping.functionId() + ": its stream cannot be read: " + problem.getMessage());
          trouble.take();
        }
      }
    }
  }

  private void readToEnd() {
    Optional<String> iterator = Optional.of(iterator());
    Pause idle = new Pause(Duration.ofMillis(10), Duration.ofMillis(100));
    while (iterator.isPresent() && !stopped.getAsBoolean()) {
      String at = iterator.get();
      int limit = Math.min(MOST_PER_CALL, mapping.batchSize() * mapping.lanes());
      GetRecordsResponse page =
          streams.getRecords(request -> request.shardIterator(at).limit(limit));
      if (page.records().isEmpty()) {
        idle.take();
      } else {
        idle.reset();
        if (!handle(page.records())) {
          return;
        }
        checkpoints.put(shard, page.records().getLast().dynamodb().sequenceNumber());
      }
      iterator = Optional.ofNullable(page.nextShardIterator());
    }
    if (iterator.isEmpty()) {
      checkpoints.finish(shard);
    }
  }

  private String iterator() {
    Optional<String> sequence = checkpoints.of(shard);
    GetShardIteratorRequest.Builder request =
        GetShardIteratorRequest.builder().streamArn(mapping.streamArn()).shardId(shard);
    if (sequence.isPresent()) {
      request
          .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
          .sequenceNumber(sequence.get());
    } else {
      request.shardIteratorType(
          fromOldest ? ShardIteratorType.TRIM_HORIZON : ShardIteratorType.LATEST);
    }
    return streams.getShardIterator(request.build()).shardIterator();
  }

  /// True when every record has come to its end.
  private boolean handle(List<Record> records) {
    Map<Integer, List<ObjectNode>> lanes = new LinkedHashMap<>();
    for (Record record : records) {
      ObjectNode node = StreamEvents.record(record, mapping.streamArn());
      if (mapping.filter().match(node)) {
        lanes.computeIfAbsent(laneOf(record), _ -> new ArrayList<>()).add(node);
      }
    }
    return lanes.size() == 1 ? inBatches(lanes.values().iterator().next()) : together(lanes);
  }

  /// Records of one item always share a lane.
  private int laneOf(Record record) {
    return mapping.lanes() == 1
        ? 0
        : Math.floorMod(record.dynamodb().keys().hashCode(), mapping.lanes());
  }

  private boolean together(Map<Integer, List<ObjectNode>> lanes) {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> results =
          lanes.values().stream().map(lane -> executor.submit(() -> inBatches(lane))).toList();
      boolean all = true;
      for (Future<Boolean> result : results) {
        all &= result.get();
      }
      return all;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private boolean inBatches(List<ObjectNode> records) {
    for (int from = 0; from < records.size(); from += mapping.batchSize()) {
      if (!batch.process(
          records.subList(from, Math.min(from + mapping.batchSize(), records.size())))) {
        return false;
      }
    }
    return true;
  }
}
