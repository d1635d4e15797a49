package io.orderwire.shops;

import java.util.List;
import java.util.Optional;

/// A shop that a [ShopServer] serves, for those who started it.
public final class ServedShop {
  private static final String ADMIN = "/_admin/";

  private final String path;
  private final ShopSettings settings;
  private final ShopClerk clerk;
  private final AdminApi admin;

  /// @param path where it lies below the server's address: empty, or `/2`
  ServedShop(String path, ShopSettings settings, ShopClerk clerk, AdminApi admin) {
    this.path = path;
    this.settings = settings;
    this.clerk = clerk;
    this.admin = admin;
  }

  /// Where the shop itself is reached, without trailing slash: `/_admin/…` lies below.
  public String url() {
    return settings.baseUrl() + path;
  }

  /// The base address that a merchant connects, which shops of one account share.
  public String address() {
    return platform().cart().address(settings.baseUrl());
  }

  /// Credentials included: what a merchant would copy from the admin page.
  public ShopSettings settings() {
    return settings;
  }

  public Platform platform() {
    return clerk.ask(Shop::platform);
  }

  /// Does what a buyer or a merchant does; the webhooks follow by themselves.
  public ActionResult act(Action action) {
    return clerk.ask(shop -> shop.act(action));
  }

  public List<AdminOrder> orders() {
    return clerk.ask(Shop::orders);
  }

  /// Sets where webhooks go, as `POST /_admin/webhook` does.
  public void subscribe(String address, String secret, List<String> topics) {
    clerk.ask(
        shop -> {
          shop.subscribe(address, secret, topics);
          return shop;
        });
  }

  /// What an app's configuration says, where the platform has one: see [Shop#complianceTo].
  public void complianceTo(String address) {
    clerk.ask(
        shop -> {
          shop.complianceTo(address);
          return shop;
        });
  }

  /// What the app's profile says, where the platform keeps one: see [Shop#answersAt].
  public void answersAt(String callback) {
    clerk.ask(
        shop -> {
          shop.answersAt(callback);
          return shop;
        });
  }

  boolean is(Shop shop) {
    return clerk.keeps(shop);
  }

  /// The answer to a call to this shop's `/_admin/…`; empty where the call is for another's, or for
  /// the platform's own API.
  Optional<ShopReply> administer(ShopRequest request) {
    if (!request.path().startsWith(path + ADMIN)) {
      return Optional.empty();
    }
    ShopRequest below = request.at(request.path().substring(path.length()), request.query());
    return Optional.of(clerk.ask(shop -> admin.answer(below)));
  }

  Shop.Call begin(ShopRequest request) {
    return clerk.ask(shop -> shop.begin(request));
  }

  void start() {
    clerk.start();
  }

  void close() {
    clerk.close();
  }
}
