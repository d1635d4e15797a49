package io.orderwire.local.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Everything that reached an event bus, in order, one JSON line each, numbered from 1. It is what
/// `/local/events` shows, what targets are fed from, and what an archive replays.
///
/// A line is in the file before {@link #append} returns, so it survives the end of this process by
/// any signal. A half line at the end, left by a crash of the machine, is dropped when the log is
/// opened.
public final class EventLog implements AutoCloseable {
  private final FileChannel channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  // offsets.get(i) is where line i + 1 begins; the last element is the end of the file.
  private final List<Long> offsets = new ArrayList<>(List.of(0L));

  private EventLog(FileChannel channel) {
    this.channel = channel;
  }

  /// One event as it reached the bus.
  ///
  /// @param event the EventBridge envelope
  public record Entry(long sequence, String bus, ObjectNode event) {}

  public static EventLog open(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      EventLog log = new EventLog(channel);
      log.index();
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void index() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    long position = 0;
    for (int read = channel.read(buffer, position);
        read > 0;
        read = channel.read(buffer, position)) {
      for (int i = 0; i < read; i++) {
        if (buffer.get(i) == '\n') {
          offsets.add(position + i + 1);
        }
      }
      position += read;
      buffer.clear();
    }
    channel.truncate(offsets.getLast());
  }

  /// Appends the events and returns the sequence of the first.
  public long append(List<Entry> events) {
    lock.lock();
    try {
      long first = offsets.size();
      List<byte[]> lines = new ArrayList<>();
      for (Entry event : events) {
        lines.add(line(event, first + lines.size()));
      }
      ByteBuffer buffer = ByteBuffer.allocate(lines.stream().mapToInt(line -> line.length).sum());
      lines.forEach(buffer::put);
      buffer.flip();
      long position = offsets.getLast();
      while (buffer.hasRemaining()) {
        position += channel.write(buffer, position);
      }
      lines.forEach(line -> offsets.add(offsets.getLast() + line.length));
      grown.signalAll();
      return first;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  private static byte[] line(Entry event, long sequence) {
    ObjectNode line = Json.object().put("sequence", sequence).put("bus", event.bus());
    line.set("event", event.event());
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// The events that follow a sequence, at most `limit`.
  public List<Entry> after(long sequence, int limit) {
    long from = Math.max(0, sequence);
    byte[] text;
    lock.lock();
    try {
      int first = (int) Math.min(from, offsets.size() - 1L);
      int last = (int) Math.min((long) first + limit, offsets.size() - 1L);
      text = read(offsets.get(first), offsets.get(last));
    } finally {
      lock.unlock();
    }
    return new String(text, StandardCharsets.UTF_8).lines().map(EventLog::entry).toList();
  }

  private byte[] read(long from, long to) {
    try {
      ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(to - from));
      while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {}
      return buffer.array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry entry(String line) {
    ObjectNode node = Json.own(line);
    return new Entry(
        node.path("sequence").longValue(),
        node.path("bus").textValue(),
        (ObjectNode) node.path("event"));
  }

  /// The sequence of the newest event; 0 when there is none.
  public long newest() {
    lock.lock();
    try {
      return offsets.size() - 1L;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until there is an event after the sequence, or the time is over; true when there is one.
  public boolean awaitAfter(long sequence, Duration limit) throws InterruptedException {
    long nanos = limit.toNanos();
    lock.lock();
    try {
      while (offsets.size() - 1L <= sequence) {
        if (nanos <= 0) {
          return false;
        }
        nanos = grown.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
