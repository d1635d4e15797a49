package io.orderwire.normalizer;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.StoreShapes;
import io.orderwire.engine.StoreShapes.Kind;
import io.orderwire.message.EventData.Resource;
import io.orderwire.message.EventData.SchemaDrift;
import io.orderwire.model.StoreId;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices payloads of a shape that is new in their store, and writes that down: once, whoever
/// notices it how often. What is known is remembered, so a payload of a known shape costs no call.
final class Shapes {
  private static final Logger LOG = LoggerFactory.getLogger(Shapes.class);

  /// Whoever writes at the same time as so many others leaves it to the next payload of the shape.
  private static final int RACES = 8;

  private static final int MOST_AT_ONCE = 1_000;
  private static final int MOST_STORES = 500;
  private static final float LOAD = 0.75f;

  private final World world;
  private final Map<StoreId, StoreShapes> known =
      new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StoreId, StoreShapes> eldest) {
          return size() > MOST_STORES;
        }
      };

  Shapes(World world) {
    this.world = world;
  }

  /// Looks at a payload that maps. One that may not be kept has no part in this. What it is a
  /// payload of does not wait for it: what fails is left to the next payload of the shape.
  ///
  /// @param raw archives it where its shape is new
  void notice(Receipt receipt, Resource resource, Document document, Archived raw) {
    if (!raw.mayBeKept()) {
      return;
    }
    try {
      learn(receipt, resource, document, raw);
    } catch (RuntimeException trouble) {
      world.metrics().count("shapes_not_noticed", 1, receipt.store().platform().value());
      LOG.atWarn()
          .addKeyValue("outcome", "shape not noticed")
          .addKeyValue("store", receipt.store().id())
          .addKeyValue("receipt", receipt.id())
          .addKeyValue("reason", reason(trouble))
          .log("shape");
    }
  }

  /// What a defect says may be a person's.
  private static String reason(RuntimeException trouble) {
    return trouble instanceof FaultException fault
        ? fault.fault().category() + ": " + fault.fault().detail()
        : trouble.getClass().getSimpleName();
  }

  private void learn(Receipt receipt, Resource resource, Document document, Archived raw) {
    StoreId storeId = receipt.store().id();
    Kind kind = new Kind(resource, document.read());
    JsonNode payload = document.tree();
    StoreShapes shapes = remembered(storeId);
    for (int race = 0; race < RACES && !shapes.fit(kind, payload); race++) {
      shapes = shapes.after(written(storeId, shapes.version()));
      Optional<String> rawKey = shapes.fit(kind, payload) ? Optional.empty() : raw.key();
      if (rawKey.isPresent()) {
        SchemaDrift drift =
            shapes.drift(
                kind,
                payload,
                Interpreter.rules(receipt, resource, document),
                rawKey.get(),
                receipt.message().receivedAt());
        LedgerEntry entry = Entries.shape(receipt, drift, shapes, now());
        shapes = world.ledger().append(entry) ? shapes.after(List.of(entry)) : shapes;
      }
      remember(storeId, shapes);
      if (rawKey.isEmpty()) {
        return;
      }
    }
  }

  private List<LedgerEntry> written(StoreId storeId, long version) {
    return world.ledger().history(Subject.shapes(storeId), version + 1, MOST_AT_ONCE);
  }

  private StoreShapes remembered(StoreId storeId) {
    synchronized (known) {
      return known.getOrDefault(storeId, StoreShapes.NONE);
    }
  }

  private void remember(StoreId storeId, StoreShapes shapes) {
    synchronized (known) {
      known.merge(storeId, shapes, (one, other) -> one.version() > other.version() ? one : other);
    }
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
