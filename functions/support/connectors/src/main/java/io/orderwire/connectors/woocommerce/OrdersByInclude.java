package io.orderwire.connectors.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.Page;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.ExternalId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// `GET /orders?include=…`: trashed orders are missing like deleted ones, as `status=any` leaves
/// the trash out.
final class OrdersByInclude implements OrdersById {

  @Override
  public int most() {
    return OrderListing.PAGE_SIZE;
  }

  @Override
  public CartCall call(List<ExternalId> ids, StoreContext store) {
    String include = ids.stream().map(ExternalId::value).collect(Collectors.joining(","));
    return Endpoints.get(
        store,
        "/orders",
        List.of(
            new Parameter("include", include),
            new Parameter("status", "any"),
            new Parameter("per_page", Integer.toString(most()))));
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    List<Page.Row> rows = new ArrayList<>();
    for (RawNode order : RawNode.root(Replies.json(reply), RawReads.UNTRACKED).elements()) {
      order.id("id").ifPresent(id -> rows.add(row(id, order)));
    }
    return new Page(rows, Optional.empty());
  }

  private static Page.Row row(ExternalId id, RawNode order) {
    JsonNode document = order.json();
    boolean draft = order.text("status").filter(WooCommerceStatuses::isDraft).isPresent();
    return new Page.Row(
            draft ? Page.Kind.CART : Page.Kind.ORDER,
            id,
            order.instantInUtc("date_modified_gmt").orElse(Instant.EPOCH),
            Optional.of(document))
        .withWorth(OrderOutline.worth(document));
  }
}
