package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.Mapping.Block;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.json.ContentHash;
import io.orderwire.json.Json;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.CustomField;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.Lifecycle;
import io.orderwire.model.Order;
import io.orderwire.model.Read;
import io.orderwire.model.Reading;
import io.orderwire.model.Source;
import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.RawArchive;
import io.orderwire.port.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the newest version of an order again of what is archived of it, with the mapping of a
/// store as given and the connector as it is. Nothing is asked of the cart and nothing is written.
///
/// A version is made of one document, and of what versions before hand on to a dialect that cannot
/// state it. Of that only custom fields and the finer words of fulfilment depend on the mapping:
/// they are made again of as many earlier documents as it takes. All else that was handed on, and
/// what Orderwire itself knows, is as recorded.
public final class Reprojection {
  private static final Set<Block> READ_BY_THE_MAPPING =
      EnumSet.of(Block.CUSTOM_FIELDS, Block.FULFILMENT_DETAIL);

  /// More versions than orders have; before them all is as recorded.
  private static final int MOST_VERSIONS = 100;

  private final Ledger ledger;
  private final RawArchive archive;
  private final Connector connector;
  private final Store store;

  /// What came of it.
  public sealed interface Result {
    /// The order as it is made today.
    ///
    /// @param order as the next version
    /// @param draft an unplaced basket
    /// @param isNews the recorded version says otherwise
    /// @param waitsForCart it would be committed, which takes a look at the cart
    record Made(Order order, boolean draft, boolean isNews, boolean waitsForCart)
        implements Result {}

    /// Nothing can be made again, and why.
    record Impossible(String reason) implements Result {}
  }

  /// @param store with the mapping that is to be used
  public Reprojection(Ledger ledger, RawArchive archive, Connector connector, Store store) {
    this.ledger = ledger;
    this.archive = archive;
    this.connector = connector;
    this.store = store;
  }

  /// Makes an order again.
  ///
  /// @param newest its newest version
  public Result of(LedgerEntry newest) {
    Optional<Order> recorded = newest.order();
    if (recorded.isEmpty()) {
      return new Result.Impossible("this is no order");
    }
    if (recorded.get().erasedAt().isPresent()) {
      return new Result.Impossible("its person was erased");
    }
    Past past = past(newest);
    return past.steps().isEmpty()
        ? new Result.Impossible("nothing is archived that is an order by itself")
        : made(recorded.get(), past);
  }

  /// A document that a version was made of, or that gave cause to fetch it.
  ///
  /// @param recorded the version
  private record Step(
      Order recorded, Read read, boolean isCause, Mapping.Normalized<PlatformOrder> mapped) {

    boolean needsVersionsBefore() {
      return !mapped.unstatedFields().isEmpty()
          || mapped.unstated().stream().anyMatch(READ_BY_THE_MAPPING::contains);
    }
  }

  /// The documents of an order, the oldest first, from where on they hand on nothing.
  ///
  /// @param handedOn what the first of them was handed on, where that is not made again
  private record Past(List<Step> steps, Optional<HandedOn> handedOn) {
    Past {
      steps = List.copyOf(steps);
    }
  }

  /// What depends on the mapping and is handed on from version to version.
  private record HandedOn(
      List<CustomField> customFields, Reading<FulfilmentState> fulfilment, Instant updatedAt) {
    private static final HandedOn NOTHING =
        new HandedOn(List.of(), Reading.silent(FulfilmentState.UNFULFILLED), Instant.MIN);

    HandedOn {
      customFields = List.copyOf(customFields);
    }

    static HandedOn by(Order order) {
      return new HandedOn(
          order.customFields(), order.lifecycle().fulfilment(), order.lifecycle().updatedAt());
    }

    /// What is known of an order before its document is read: as recorded, but for this.
    Order to(Order recorded) {
      Lifecycle before = recorded.lifecycle();
      return recorded.withReadings(
          new Lifecycle(
              before.status(),
              before.payment(),
              fulfilment,
              before.cancellation(),
              before.returnStatus(),
              before.placedAt(),
              before.updatedAt(),
              before.paidAt(),
              before.closedAt(),
              before.cancelledAt(),
              before.cancelReason()),
          customFields);
    }
  }

  private Past past(LedgerEntry newest) {
    List<Step> backwards = new ArrayList<>();
    Optional<LedgerEntry> entry = Optional.of(newest);
    Optional<String> keyAfter = Optional.empty();
    for (int count = 0; entry.isPresent(); count++) {
      Optional<Order> recorded = entry.get().order();
      boolean isSkipped =
          recorded.filter(Tombstone::isOne).isPresent()
              || (keyAfter.isPresent() && keyAfter.equals(entry.get().rawKey()));
      if (!isSkipped) {
        Optional<Step> step = step(entry.get(), recorded);
        if (step.isEmpty() || count >= MOST_VERSIONS) {
          return past(backwards, recorded.map(HandedOn::by));
        }
        backwards.add(step.get());
        if (!step.get().needsVersionsBefore()) {
          break;
        }
        cause(entry.get(), step.get()).ifPresent(backwards::add);
        keyAfter = entry.get().rawKey();
      }
      entry = ledger.version(entry.get().subject(), entry.get().version() - 1);
    }
    return past(backwards, Optional.empty());
  }

  private static Past past(List<Step> backwards, Optional<HandedOn> handedOn) {
    List<Step> steps = new ArrayList<>(backwards);
    Collections.reverse(steps);
    return new Past(steps, handedOn);
  }

  private Optional<Step> step(LedgerEntry entry, Optional<Order> recorded) {
    return recorded.flatMap(
        order ->
            entry
                .rawKey()
                .flatMap(key -> mapped(key, order))
                .map(mapped -> new Step(order, order.source().read(), false, mapped)));
  }

  /// The delivery because of which the cart was asked: what a fetched document cannot state, it may
  /// have stated.
  private Optional<Step> cause(LedgerEntry entry, Step fetched) {
    return entry
        .rawKey()
        .flatMap(RawKeys::read)
        .filter(RawKeys.Payload::fetched)
        .map(key -> RawKeys.payload(entry.subject(), key.at(), key.receiptId()))
        .flatMap(key -> mapped(key, fetched.recorded()))
        .map(mapped -> new Step(fetched.recorded(), Read.WEBHOOK, true, mapped));
  }

  private Optional<Mapping.Normalized<PlatformOrder>> mapped(String key, Order recorded) {
    return archive
        .get(key)
        .flatMap(Json::document)
        .flatMap(this::mapped)
        .filter(
            mapped -> mapped.value().identity().externalId().equals(recorded.ref().externalId()));
  }

  /// A mapper never throws by contract; should one do, nothing can be made of the document.
  private Optional<Mapping.Normalized<PlatformOrder>> mapped(JsonNode document) {
    try {
      return new NamedFields(connector.orders()).map(document, store.context())
              instanceof Mapping.Normalized<PlatformOrder> normalized
          ? Optional.of(normalized)
          : Optional.empty();
    } catch (RuntimeException defect) {
      return Optional.empty();
    }
  }

  private Result made(Order newest, Past past) {
    HandedOn handedOn = past.handedOn().orElse(HandedOn.NOTHING);
    for (Step step : past.steps().subList(0, past.steps().size() - 1)) {
      boolean isOutdated =
          step.isCause() && handedOn.updatedAt().isAfter(step.mapped().value().times().updatedAt());
      if (!isOutdated) {
        handedOn = assembled(newest, step, handedOn, true).map(HandedOn::by).orElse(handedOn);
      }
    }
    Step last = past.steps().getLast();
    boolean mayCommit = !store.mayAskCart();
    Optional<Order> made = assembled(newest, last, handedOn, mayCommit);
    Optional<Order> committed = assembled(newest, last, handedOn, true);
    return made.<Result>map(
            order ->
                made(
                    newest,
                    order,
                    CommitGate.isDraft(last.mapped().value()),
                    !isCommitted(order) && committed.filter(Reprojection::isCommitted).isPresent()))
        .orElseGet(() -> new Result.Impossible("its amounts do not add up"));
  }

  private Optional<Order> assembled(Order newest, Step step, HandedOn handedOn, boolean mayCommit) {
    OrderAssembler.Before before =
        new OrderAssembler.Before(Optional.of(newest), Optional.of(handedOn.to(step.recorded())));
    Provenance provenance =
        new Provenance(store, connector, step.read(), step.recorded().source().receiptId());
    return switch (OrderAssembler.unhashed(step.mapped(), before, provenance, mayCommit)) {
      case OrderAssembler.Assembly.Assembled(Order order, boolean draft) -> Optional.of(order);
      case OrderAssembler.Assembly.Refused ignored -> Optional.empty();
    };
  }

  private static Result made(Order newest, Order assembled, boolean draft, boolean waitsForCart) {
    Order stated =
        OrderAssembler.hashed(
            Tombstone.isOne(newest)
                ? Tombstone.closed(
                    assembled,
                    newest.lifecycle().cancelledAt().orElse(newest.lifecycle().updatedAt()))
                : assembled,
            Optional.of(newest));
    Order order = withSourceOf(newest, Completed.as(newest, stated));
    boolean isSame =
        stated.source().revision().contentHash().equals(newest.source().revision().contentHash())
            || ContentHash.isSame(order, newest);
    return new Result.Made(order, draft, !isSame, waitsForCart);
  }

  /// It is of the same receipt and payload.
  private static Order withSourceOf(Order newest, Order order) {
    Source source = order.source();
    return order.withSource(
        new Source(
            source.revision(),
            newest.source().read(),
            newest.source().rawKey(),
            newest.source().receiptId(),
            source.mappingVersion(),
            source.connectorVersion()));
  }

  private static boolean isCommitted(Order order) {
    return order.commitment().state() == CommitmentState.COMMITTED;
  }
}
