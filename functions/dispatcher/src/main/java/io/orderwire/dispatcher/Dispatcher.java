package io.orderwire.dispatcher;

import io.orderwire.engine.Publisher;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes a batch of stream images.
///
/// @param <I> an image of the stream
final class Dispatcher<I> {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final Function<I, LedgerEntry> reader;
  private final Publisher publisher;
  private final Metrics metrics;

  Dispatcher(Function<I, LedgerEntry> reader, Publisher publisher, Metrics metrics) {
    this.reader = reader;
    this.publisher = publisher;
    this.metrics = metrics;
  }

  /// Answers the index of the first record whose event is not on the bus, if any. An unreadable
  /// image holds up what comes after it, until the stream sets it aside.
  <R> OptionalInt dispatch(List<R> records, Function<R, I> image) {
    List<LedgerEntry> entries = new ArrayList<>();
    OptionalInt unreadable = OptionalInt.empty();
    for (int index = 0; index < records.size() && unreadable.isEmpty(); index++) {
      try {
        entries.add(reader.apply(image.apply(records.get(index))));
      } catch (RuntimeException notAnEntry) {
        LOG.atError().addKeyValue("record", index).setCause(notAnEntry).log("unreadable image");
        unreadable = OptionalInt.of(index);
      }
    }
    OptionalInt missing = publisher.publish(entries);
    OptionalInt first = missing.isPresent() ? missing : unreadable;
    long published = first.isPresent() ? first.getAsInt() : entries.size();
    metrics.count("events_published", published, "");
    LOG.atInfo()
        .addKeyValue("records", records.size())
        .addKeyValue("published", published)
        .addKeyValue("outcome", first.isPresent() ? "partial" : "complete")
        .log("dispatched");
    return first;
  }
}
