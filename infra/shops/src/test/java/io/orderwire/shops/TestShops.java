package io.orderwire.shops;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A shop whose clock stands still until it is moved, and calls to its APIs.
public final class TestShops {
  public static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  public final Shop shop;
  public final ShopSettings settings;
  private final Dialect dialect;
  private Instant now = START;

  public TestShops(Platform platform, ShopSettings settings, long seed) {
    this.settings = settings;
    this.dialect = Dialects.of(platform);
    this.shop = platform.cart().open(settings, () -> now, new SplittableRandom(seed));
  }

  public static TestShops of(Platform platform) {
    return new TestShops(platform, quiet(platform), 1);
  }

  /// Usual settings at an https address, with webhooks that leave at once.
  public static ShopSettings quiet(Platform platform) {
    return Dialects.of(platform)
        .simple(platform.cart().settings("https://shop.example"))
        .change()
        .firstId(1000)
        .deliveryDelay(Duration.ZERO)
        .done();
  }

  public Instant now() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /// Trades for so many steps, some seconds apart, often none.
  public void trade(int steps, long seed) {
    Trader trader = new Trader(shop, new SplittableRandom(seed));
    SplittableRandom pace = new SplittableRandom(seed + 1);
    for (int i = 0; i < steps; i++) {
      trader.step();
      pass(Duration.ofSeconds(pace.nextInt(4)));
    }
  }

  /// Everything that leaves by now, answered 200.
  public List<Attempt> delivered() {
    List<Attempt> attempts = new ArrayList<>(shop.due());
    attempts.forEach(attempt -> shop.report(attempt, new Outcome.Answered(200)));
    return attempts;
  }

  public String place(Scenario scenario) {
    return shop.act(new Action.Place(scenario.purchase(new SplittableRandom(7)))).id();
  }

  public ShopReply get(String target) {
    return call("GET", target, new byte[0]);
  }

  public ShopReply send(String method, String target, JsonNode body) {
    return call(method, target, JsonText.plain(body));
  }

  private ShopReply call(String method, String target, byte[] body) {
    return shop.handle(
        ShopRequest.of(method, dialect.path() + target, dialect.authorization(settings), body));
  }

  public static JsonNode json(ShopReply reply) {
    return json(reply.body());
  }

  public static JsonNode json(byte[] text) {
    return JsonText.parse(text).orElseThrow();
  }
}
