package io.orderwire.normalizer;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformCart;
import io.orderwire.engine.CartAssembler;
import io.orderwire.engine.Forgetting;
import io.orderwire.engine.OrderReader;
import io.orderwire.engine.Traits;
import io.orderwire.engine.VersionDecision;
import io.orderwire.message.EventData.Resource;
import io.orderwire.model.Cart;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.Customers.Profile;
import io.orderwire.port.Customers.Trait;
import io.orderwire.port.Customers.TraitKind;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Takes documents of carts into the ledger, by the rules of orders. A cart is only fetched where a
/// delivery does no more than name it.
final class CartRecorder {
  private static final int RACES = 8;

  private final World world;
  private final Quarantine quarantine;
  private final Comeback comeback;
  private final CartLife life;
  private final OrderReader reader;
  private final Latecomers latecomers;
  private final Shapes shapes;

  CartRecorder(
      World world, Quarantine quarantine, Comeback comeback, CartLife life, Shapes shapes) {
    this.world = world;
    this.shapes = shapes;
    this.quarantine = quarantine;
    this.comeback = comeback;
    this.life = life;
    this.reader = new OrderReader(world.carts());
    this.latecomers = new Latecomers(world);
  }

  /// A cart that a delivery names. It may be gone by now: most carts become orders.
  Outcome hinted(Receipt receipt, ExternalId id) {
    Subject subject = new Subject(receipt.store().id(), Subject.Kind.CART, id.value());
    if (!receipt.mayAskCart()) {
      return Outcome.of(What.IGNORED, "the cart is only named and the shop may not be asked")
          .about(subject);
    }
    try {
      return switch (reader.cart(receipt.errand(), id)) {
        case OrderReader.Answer.Absent(String reason) ->
            Outcome.of(What.IGNORED, reason).about(subject);
        case OrderReader.Answer.Found(JsonNode document) ->
            delivered(receipt, id, Document.fetched(document));
      };
    } catch (FaultException fault) {
      return comeback.withMessage(receipt, fault.fault()).about(subject);
    }
  }

  Outcome delivered(Receipt receipt, ExternalId id, Document document) {
    Subject subject = new Subject(receipt.store().id(), Subject.Kind.CART, id.value());
    Mapping<PlatformCart> mapping = Interpreter.cart(receipt, id, document);
    Optional<Instant> erased = latecomers.ofCart(subject, mapping);
    Archived raw = new Archived(world, receipt, subject, document, erased.isPresent());
    return switch (mapping) {
      case Mapping.Ignored<PlatformCart>(String reason) -> {
        raw.keepDelivered();
        yield Outcome.of(What.IGNORED, reason).about(subject);
      }
      case Mapping.Quarantined<PlatformCart>(Finding finding) ->
          erased.isPresent()
              ? Outcome.of(What.IGNORED, "what is erased is not put aside").about(subject)
              : quarantine.putAside(
                  receipt, finding.code(), finding.path() + ": " + finding.message());
      case Mapping.Normalized<PlatformCart> mapped -> {
        shapes.notice(receipt, Resource.CART, document, raw);
        yield record(new Candidate(receipt, document, mapped, erased), subject, raw);
      }
    };
  }

  private record Candidate(
      Receipt receipt,
      Document document,
      Mapping.Normalized<PlatformCart> mapped,
      Optional<Instant> erased) {

    Cart after(Optional<Cart> previous) {
      Cart cart = CartAssembler.assemble(mapped, previous, receipt.provenance(document.read()));
      return previous
          .flatMap(Cart::erasedAt)
          .or(() -> erased)
          .map(at -> Forgetting.person(cart, at))
          .orElse(cart);
    }
  }

  private Outcome record(Candidate candidate, Subject subject, Archived raw) {
    Consistency consistency = Consistency.EVENTUAL;
    for (int race = 0; race < RACES; race++) {
      Optional<Cart> previous =
          world.ledger().newest(subject, consistency).flatMap(Entries::cartOf);
      Cart stated = candidate.after(previous);
      VersionDecision decision = decide(stated, previous);
      boolean isNews = decision == VersionDecision.CREATED || decision == VersionDecision.UPDATED;
      Optional<String> key = raw.key();
      if (!isNews) {
        return Outcome.of(
            decision == VersionDecision.STALE ? What.STALE : What.DUPLICATE,
            subject,
            previous.map(Cart::version).orElse(0L));
      }
      Cart cart = life.beside(candidate.receipt(), stated, previous);
      mentions(cart, previous);
      LedgerEntry entry =
          Entries.cart(
              candidate.receipt(),
              cart.withSource(Entries.archivedAt(cart.source(), key)),
              previous,
              world.clock().instant().truncatedTo(ChronoUnit.MILLIS));
      if (world.ledger().append(entry)) {
        life.settled(candidate.receipt(), cart);
        return Outcome.of(What.RECORDED, subject, cart.version());
      }
      consistency = Consistency.STRONG;
    }
    throw CartLife.contended();
  }

  /// By what it says of its buyer a cart is found when they want to be forgotten. It is no evidence
  /// of who they are: people try addresses while they type.
  private void mentions(Cart cart, Optional<Cart> previous) {
    Set<String> known = new TreeSet<>();
    previous.ifPresent(before -> traits(before).forEach(trait -> known.add(trait.key())));
    traits(cart).stream()
        .filter(trait -> trait.kind() != TraitKind.ADDRESS && !known.contains(trait.key()))
        .forEach(
            trait ->
                world
                    .customers()
                    .mention(cart.ref().storeId(), trait.key(), Subject.of(cart.ref())));
  }

  private static List<Trait> traits(Cart cart) {
    return cart.buyer()
        .map(buyer -> PhoneNumbers.completed(buyer, PhoneNumbers.country(cart.addresses())))
        .flatMap(buyer -> Traits.profile(buyer, cart.addresses(), cart.updatedAt()))
        .map(Profile::traits)
        .orElse(List.of());
  }

  private static VersionDecision decide(Cart cart, Optional<Cart> previous) {
    VersionDecision decision = VersionDecision.of(cart.source(), previous.map(Cart::source));
    return decision == VersionDecision.UNDECIDABLE
        ? VersionDecision.byCompleteness(cart.source(), previous.orElseThrow().source())
        : decision;
  }
}
