package io.orderwire.connectors.magento;

import io.orderwire.connector.Page;
import io.orderwire.connector.RawNode;
import java.time.Instant;
import java.util.Optional;

/// `GET /V1/carts/search`: what Magento calls a quote. Rows carry the whole of it.
final class Quotes implements EntityListing.Source {

  @Override
  public String path() {
    return "/carts/search";
  }

  @Override
  public String time() {
    return "updated_at";
  }

  /// Filters speak of the database's `entity_id`; the answer calls it `id`.
  @Override
  public String id() {
    return "entity_id";
  }

  @Override
  public String idMember() {
    return "id";
  }

  @Override
  public Optional<Page.Row> row(RawNode node, Instant at) {
    return node.id("id").map(id -> new Page.Row(Page.Kind.CART, id, at, Optional.of(node.json())));
  }
}
