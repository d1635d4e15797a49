package io.orderwire.shops;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects changes to a [Purchase]; [#done()] gives the changed one.
public final class PurchaseChange {
  private Purchase.Buyer buyer;
  private Optional<Address> billing;
  private Optional<Address> shipping;
  private List<Item> items;
  private Optional<Purchase.Coupon> coupon;
  private Optional<Purchase.Carriage> carriage;
  private List<Purchase.Fee> fees;
  private Purchase.Tender tender;
  private Map<String, String> customFields;
  private String note;
  private Optional<Purchase.Presentment> presentment;
  private Optional<BigDecimal> tip;
  private Optional<BigDecimal> duty;
  private boolean test;

  PurchaseChange(Purchase from) {
    buyer = from.buyer();
    billing = from.billing();
    shipping = from.shipping();
    items = from.items();
    coupon = from.coupon();
    carriage = from.carriage();
    fees = from.fees();
    tender = from.tender();
    customFields = from.customFields();
    note = from.note();
    presentment = from.presentment();
    tip = from.tip();
    duty = from.duty();
    test = from.test();
  }

  public PurchaseChange buyer(Purchase.Buyer value) {
    buyer = value;
    return this;
  }

  public PurchaseChange billing(Optional<Address> value) {
    billing = value;
    return this;
  }

  public PurchaseChange shipping(Optional<Address> value) {
    shipping = value;
    return this;
  }

  public PurchaseChange items(List<Item> value) {
    items = value;
    return this;
  }

  public PurchaseChange coupon(Purchase.Coupon value) {
    coupon = Optional.of(value);
    return this;
  }

  public PurchaseChange carriage(Optional<Purchase.Carriage> value) {
    carriage = value;
    return this;
  }

  public PurchaseChange fees(List<Purchase.Fee> value) {
    fees = value;
    return this;
  }

  public PurchaseChange tender(Purchase.Tender value) {
    tender = value;
    return this;
  }

  public PurchaseChange customFields(Map<String, String> value) {
    customFields = value;
    return this;
  }

  public PurchaseChange note(String value) {
    note = value;
    return this;
  }

  public PurchaseChange presentment(Purchase.Presentment value) {
    presentment = Optional.of(value);
    return this;
  }

  public PurchaseChange tip(BigDecimal value) {
    tip = Optional.of(value);
    return this;
  }

  public PurchaseChange duty(BigDecimal value) {
    duty = Optional.of(value);
    return this;
  }

  public PurchaseChange test(boolean value) {
    test = value;
    return this;
  }

  public Purchase done() {
    return new Purchase(
        buyer,
        billing,
        shipping,
        items,
        coupon,
        carriage,
        fees,
        tender,
        customFields,
        note,
        presentment,
        tip,
        duty,
        test);
  }
}
