package io.orderwire.shops;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Makes a shop trade by itself: each [#step()] places an order or moves an earlier one on (pays,
/// edits, ships, refunds, cancels it). The same seed gives the same trade.
public final class Trader {
  private static final int REMEMBERED = 60;

  private final Shop shop;
  private final RandomGenerator random;
  private final List<Scenario> scenarios;
  private final List<String> orders = new ArrayList<>();
  private final List<String> checkouts = new ArrayList<>();

  public Trader(Shop shop, RandomGenerator random) {
    this.shop = shop;
    this.random = random;
    this.scenarios =
        Arrays.stream(Scenario.values()).filter(each -> each.fits(shop.platform())).toList();
  }

  /// One thing happens. What the platform refuses (shipping a cancelled order) is part of trade.
  public ActionResult step() {
    if (orders.isEmpty() || random.nextInt(100) < 35) {
      return begin();
    }
    return moveOn(orders.get(random.nextInt(orders.size())));
  }

  private ActionResult begin() {
    Scenario scenario = scenarios.get(random.nextInt(scenarios.size()));
    Purchase purchase = scenario.purchase(random);
    int how = random.nextInt(100);
    if (how < 10) {
      ActionResult result = shop.act(new Action.Abandon(purchase));
      remember(checkouts, result);
      return result;
    }
    if (how < 16 && !checkouts.isEmpty()) {
      String checkout = checkouts.remove(random.nextInt(checkouts.size()));
      ActionResult result = shop.act(new Action.Convert(checkout));
      remember(orders, result);
      return result;
    }
    ActionResult result = shop.act(new Action.Place(purchase));
    remember(orders, result);
    return result;
  }

  /// An edit may make another order, which is traded on from then on.
  private ActionResult moveOn(String order) {
    ActionResult result = shop.act(next(order));
    if (result instanceof ActionResult.Done(String id) && !orders.contains(id)) {
      remember(orders, result);
    }
    return result;
  }

  private Action next(String order) {
    int what = random.nextInt(100);
    if (what < 30) {
      return pay(order);
    }
    if (what < 55) {
      return ship(order);
    }
    if (what < 72) {
      return edit(order);
    }
    if (what < 88) {
      return refund(order);
    }
    if (what < 95) {
      return new Action.Cancel(order, "customer");
    }
    return what < 98 ? new Action.Trash(order) : new Action.Restore(order);
  }

  private Action pay(String order) {
    Action.Payment kind =
        switch (random.nextInt(10)) {
          case 0, 1, 2 -> Action.Payment.CAPTURE;
          case 3 -> Action.Payment.VOID;
          case 4 -> Action.Payment.DECLINE;
          default -> Action.Payment.SALE;
        };
    Optional<BigDecimal> amount =
        random.nextInt(5) == 0 ? Optional.of(new BigDecimal("10.00")) : Optional.empty();
    return new Action.Pay(order, kind, amount);
  }

  private Action ship(String order) {
    List<Action.Portion> portions =
        random.nextBoolean() ? List.of() : List.of(new Action.Portion(random.nextInt(2), 1));
    Optional<Action.Tracking> tracking =
        random.nextInt(3) == 0
            ? Optional.empty()
            : Optional.of(
                new Action.Tracking(
                    "UPS",
                    "1Z999AA1" + (10_000_000 + random.nextInt(89_999_999)),
                    "https://www.ups.com/track"));
    return new Action.Ship(order, portions, tracking);
  }

  private Action edit(String order) {
    return switch (random.nextInt(4)) {
      case 0 ->
          new Action.AddLine(
              order, Item.of(Catalogue.ALL.get(random.nextInt(7)), 1 + random.nextInt(2)));
      case 1 -> new Action.RemoveLine(order, random.nextInt(2), 1);
      case 2 -> new Action.ChangeAddress(order, Buyers.address(random));
      default -> new Action.Annotate(order, "gift_note", "note " + random.nextInt(100));
    };
  }

  private Action refund(String order) {
    return switch (random.nextInt(4)) {
      case 0 -> new Action.Refund(order, List.of(), Optional.empty(), "returned");
      case 1 ->
          new Action.Refund(order, List.of(), Optional.of(new BigDecimal("2.00")), "goodwill");
      default ->
          new Action.Refund(
              order,
              List.of(new Action.Portion(random.nextInt(2), 1)),
              Optional.empty(),
              "damaged");
    };
  }

  private static void remember(List<String> ids, ActionResult result) {
    switch (result) {
      case ActionResult.Done done -> ids.add(done.id());
      case ActionResult.Refused refused -> {}
    }
    if (ids.size() > REMEMBERED) {
      ids.removeFirst();
    }
  }
}
