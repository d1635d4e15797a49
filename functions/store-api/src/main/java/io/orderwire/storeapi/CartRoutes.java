package io.orderwire.storeapi;

import io.orderwire.message.EventData;
import io.orderwire.model.Cart;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Paging.Found;
import io.orderwire.storeapi.Router.PathValues;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Carts: open ones, abandoned ones, and those that became orders.
final class CartRoutes {
  private static final List<String> STATES = List.of("active", "abandoned", "converted");

  private final World world;
  private final StoreLookup lookup;
  private final Paging paging;

  CartRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
    this.paging = new Paging(world.ledger());
  }

  void addTo(Router router) {
    router
        .route("GET", "v1/stores/{id}/carts", this::carts)
        .route("GET", "v1/stores/{id}/carts/{cartId}", this::cart);
  }

  private ApiReply carts(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    Instant since = parameters.since("changed_since");
    int limit = parameters.limit();
    Optional<String> state = request.parameter("state");
    parameters.oneOf("state", state, STATES);
    return lookup.with(
        values.get("id"),
        found ->
            page(
                parameters,
                new Paging.Query(
                    found.store().id(),
                    Subject.Kind.CART,
                    since,
                    state,
                    request.parameter("cursor"),
                    limit)));
  }

  private ApiReply page(Parameters parameters, Paging.Query query) {
    if (!parameters.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    Found found;
    try {
      found = paging.page(query);
    } catch (IllegalArgumentException foreignCursor) {
      parameters.wrongCursor();
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    List<Cart> carts = found.entries().stream().flatMap(entry -> document(entry).stream()).toList();
    return ApiReply.ok(new ItemPage(carts, found.nextCursor()));
  }

  private ApiReply cart(ApiRequest request, PathValues values) {
    String id = values.get("cartId");
    return lookup.with(
        values.get("id"),
        found ->
            newest(found.store().id(), id)
                .<ApiReply>map(ApiReply::ok)
                .orElseGet(() -> ApiReply.refused(Problem.absent("cart", id))));
  }

  private Optional<Cart> newest(StoreId store, String id) {
    return ExternalId.parse(id)
        .optional()
        .map(cartId -> new Subject(store, Subject.Kind.CART, cartId.value()))
        .flatMap(subject -> world.ledger().newest(subject, Consistency.STRONG))
        .flatMap(CartRoutes::document);
  }

  private static Optional<Cart> document(LedgerEntry entry) {
    return entry.event().detail().data() instanceof EventData.CartChange change
        ? change.cart()
        : Optional.empty();
  }
}
