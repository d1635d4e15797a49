package io.orderwire.system.simulation;

import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.port.CartTransport;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.testkit.Faults;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Calls the shops without a network.
final class ShopTransport implements CartTransport {
  private final List<SimulatedShop> shops;
  private final Faults faults;

  ShopTransport(List<SimulatedShop> shops, Faults faults) {
    this.shops = shops;
    this.faults = faults;
  }

  @Override
  public CartReply exchange(Request request) {
    faults.at(Step.CART_CALL, Moment.BEFORE);
    SimulatedShop shop =
        shops.stream()
            .filter(each -> each.address().getHost().equals(request.address().getHost()))
            .findFirst()
            .orElseThrow();
    String query = request.address().getRawQuery();
    ShopReply reply =
        shop.shop()
            .handle(
                ShopRequest.of(
                    request.method(),
                    request.address().getRawPath() + (query == null ? "" : "?" + query),
                    request.headers().values(),
                    request.body().orElse("").getBytes(StandardCharsets.UTF_8)));
    faults.at(Step.CART_CALL, Moment.AFTER);
    return new CartReply(reply.status(), new Headers(reply.headers()), reply.body());
  }
}
