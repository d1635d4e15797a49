package io.orderwire.engine;

import io.orderwire.json.ContentHash;
import io.orderwire.model.Address;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.BuyerType;
import io.orderwire.model.Cart;
import io.orderwire.model.CartState;
import io.orderwire.model.Charge;
import io.orderwire.model.Lifecycle;
import io.orderwire.model.Line;
import io.orderwire.model.Order;
import io.orderwire.model.OrderReturn;
import io.orderwire.model.Payment;
import io.orderwire.model.Refund;
import io.orderwire.model.Revision;
import io.orderwire.model.Shipment;
import io.orderwire.model.ShippingLine;
import io.orderwire.model.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Takes the person out of orders and carts: who they are, where they live, what they wrote, and
/// what leads to them (tracking numbers, links, references of payments). What was bought, all
/// amounts, states and times stay, and of the addresses the country, which taxes are accounted by.
///
/// The hash is taken anew: what a cart states of the same order later is compared without its
/// person.
public final class Forgetting {

  private Forgetting() {}

  public static Order person(Order order, Instant at) {
    Order without = unhashed(order, at);
    return without.withSource(without.source().hashed(ContentHash.of(without)));
  }

  /// As [#person(Order, Instant)], to be hashed when it is recorded.
  static Order unhashed(Order order, Instant at) {
    return new Order(
        order.ref(),
        order.platform(),
        order.number(),
        order.version(),
        order.channel(),
        order.cartId(),
        Optional.empty(),
        order.adminUrl(),
        order.test(),
        hashed(order.source(), ""),
        lifecycle(order.lifecycle()),
        order.commitment(),
        nobody(),
        addresses(order.addresses()),
        order.lines().stream().map(Forgetting::line).toList(),
        order.discounts(),
        order.shipping().stream().map(Forgetting::shipping).toList(),
        order.charges().stream().map(Forgetting::charge).toList(),
        order.totals(),
        order.payments().stream().map(Forgetting::payment).toList(),
        shipments(order.shipments()),
        order.refunds().stream().map(Forgetting::refund).toList(),
        order.returns().stream().map(Forgetting::returned).toList(),
        List.of(),
        List.of(),
        order.cartComparison(),
        order.erasedAt().or(() -> Optional.of(at)));
  }

  public static Cart person(Cart cart, Instant at) {
    Cart without =
        new Cart(
            cart.ref(),
            cart.platform(),
            cart.version(),
            cart.state(),
            cart.source(),
            cart.createdAt(),
            cart.updatedAt(),
            Optional.empty(),
            addresses(cart.addresses()),
            cart.lines().stream().map(Forgetting::line).toList(),
            cart.discounts(),
            cart.shipping().stream().map(Forgetting::shipping).toList(),
            cart.totals(),
            cart.taxesIncluded(),
            Optional.empty(),
            cart.orderId(),
            cart.drift(),
            List.of(),
            List.of(),
            cart.erasedAt().or(() -> Optional.of(at)));
    return without.withSource(
        hashed(
            cart.source(),
            ContentHash.of(without.withLife(CartState.ACTIVE, Optional.empty(), List.of()))));
  }

  private static Source hashed(Source source, String hash) {
    Revision revision = source.revision();
    return new Source(
        new Revision(revision.updatedAt(), revision.sequence(), hash),
        source.read(),
        Optional.empty(),
        source.receiptId(),
        source.mappingVersion(),
        source.connectorVersion());
  }

  /// The account is a name of the person too.
  private static Buyer nobody() {
    return new Buyer(
        BuyerType.GUEST,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static Addresses addresses(Addresses addresses) {
    return new Addresses(
        addresses.shipping().map(Forgetting::country),
        addresses.billing().map(Forgetting::country));
  }

  private static Address country(Address address) {
    return new Address(
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        address.countryCode(),
        Optional.empty(),
        Optional.empty());
  }

  private static Lifecycle lifecycle(Lifecycle lifecycle) {
    return new Lifecycle(
        lifecycle.status(),
        lifecycle.payment(),
        lifecycle.fulfilment(),
        lifecycle.cancellation(),
        lifecycle.returnStatus(),
        lifecycle.placedAt(),
        lifecycle.updatedAt(),
        lifecycle.paidAt(),
        lifecycle.closedAt(),
        lifecycle.cancelledAt(),
        Optional.empty());
  }

  private static Line line(Line line) {
    return new Line(
        line.id(),
        line.parentId(),
        line.productId(),
        line.variantId(),
        line.sku(),
        line.barcode(),
        line.name(),
        line.options(),
        line.quantity(),
        line.unitPrice(),
        line.unitPriceBeforeDiscount(),
        line.taxInclusive(),
        line.discounts(),
        line.taxes(),
        line.total(),
        line.requiresShipping(),
        line.giftCard(),
        line.weightGrams(),
        line.location(),
        List.of());
  }

  private static ShippingLine shipping(ShippingLine line) {
    return new ShippingLine(
        line.id(),
        line.code(),
        line.label(),
        line.carrier(),
        line.price(),
        line.discounts(),
        line.taxes(),
        line.total(),
        line.taxInclusive(),
        line.promisedFrom(),
        line.promisedUntil(),
        Optional.empty(),
        List.of());
  }

  private static Charge charge(Charge charge) {
    return new Charge(
        charge.id(),
        charge.kind(),
        charge.title(),
        charge.amount(),
        charge.taxes(),
        charge.taxInclusive(),
        List.of());
  }

  private static Payment payment(Payment payment) {
    return new Payment(
        payment.id(),
        payment.parentId(),
        payment.kind(),
        payment.gateway(),
        payment.method(),
        payment.tender(),
        payment.status(),
        payment.amount(),
        payment.at(),
        Optional.empty(),
        payment.authorizationExpiresAt(),
        payment.cardBrand(),
        Optional.empty());
  }

  private static List<Shipment> shipments(List<Shipment> shipments) {
    return IntStream.range(0, shipments.size())
        .mapToObj(index -> shipment(shipments.get(index), index + 1))
        .toList();
  }

  /// Where a cart has no id of a parcel, its tracking number is the id.
  private static Shipment shipment(Shipment shipment, int place) {
    boolean named =
        shipment.tracking().stream()
            .flatMap(tracking -> tracking.number().stream())
            .anyMatch(number -> shipment.id().contains(number));
    return new Shipment(
        named ? "parcel-" + place : shipment.id(),
        shipment.status(),
        shipment.lines(),
        shipment.carrier(),
        shipment.service(),
        List.of(),
        shipment.shippedAt(),
        shipment.deliveredAt(),
        shipment.location());
  }

  private static Refund refund(Refund refund) {
    return new Refund(
        refund.id(),
        refund.at(),
        Optional.empty(),
        refund.lines(),
        refund.shipping(),
        refund.adjustments(),
        refund.total(),
        refund.paymentIds());
  }

  private static OrderReturn returned(OrderReturn returned) {
    return new OrderReturn(
        returned.id(), returned.status(), returned.at(), Optional.empty(), returned.lines());
  }
}
