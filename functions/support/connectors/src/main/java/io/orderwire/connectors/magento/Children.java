package io.orderwire.connectors.magento;

import io.orderwire.connector.Page;
import io.orderwire.connector.RawNode;
import java.time.Instant;
import java.util.Optional;

/// What hangs on orders, by its own time: each row stands for its order, which must be fetched.
record Children(String path, String time, String id) implements EntityListing.Source {

  @Override
  public Optional<Page.Row> row(RawNode node, Instant at) {
    return node.id("order_id")
        .map(
            order ->
                new Page.Row(Page.Kind.ORDER, order, at, Optional.empty())
                    .withPart(node.text(id).map(own -> own + " " + at)));
  }
}
