package io.orderwire.normalizer;

import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformCart;
import io.orderwire.engine.CartAssembler;
import io.orderwire.engine.VersionDecision;
import io.orderwire.model.Cart;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Takes documents of carts into the ledger, by the rules of orders; carts are never fetched.
final class CartRecorder {
  private static final int RACES = 8;

  private final World world;
  private final Quarantine quarantine;
  private final CartLife life;

  CartRecorder(World world, Quarantine quarantine, CartLife life) {
    this.world = world;
    this.quarantine = quarantine;
    this.life = life;
  }

  Outcome delivered(Receipt receipt, ExternalId id, Document document) {
    Subject subject = new Subject(receipt.store().id(), Subject.Kind.CART, id.value());
    Archived raw = new Archived(world, receipt, subject, document);
    return switch (Interpreter.cart(receipt, id, document)) {
      case Mapping.Ignored<PlatformCart>(String reason) -> {
        raw.keepDelivered();
        yield Outcome.of(What.IGNORED, reason).about(subject);
      }
      case Mapping.Quarantined<PlatformCart>(Finding finding) ->
          quarantine.putAside(receipt, finding.code(), finding.path() + ": " + finding.message());
      case Mapping.Normalized<PlatformCart> mapped ->
          record(new Candidate(receipt, document, mapped), subject, raw);
    };
  }

  private record Candidate(
      Receipt receipt, Document document, Mapping.Normalized<PlatformCart> mapped) {

    Cart after(Optional<Cart> previous) {
      return CartAssembler.assemble(mapped, previous, receipt.provenance(document.read()));
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
      String key = raw.key();
      if (!isNews) {
        return Outcome.of(
            decision == VersionDecision.STALE ? What.STALE : What.DUPLICATE,
            subject,
            previous.map(Cart::version).orElse(0L));
      }
      Cart cart = life.beside(candidate.receipt(), stated, previous);
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

  private static VersionDecision decide(Cart cart, Optional<Cart> previous) {
    VersionDecision decision = VersionDecision.of(cart.source(), previous.map(Cart::source));
    return decision == VersionDecision.UNDECIDABLE
        ? VersionDecision.byCompleteness(cart.source(), previous.orElseThrow().source())
        : decision;
  }
}
