package io.orderwire.shops.magento;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.AdminOrder;
import io.orderwire.shops.Platform;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TaxRate;
import io.orderwire.shops.TestShops;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The formulas of the reference hold for every order of a long trade, in both of its currencies.
class MageTotalsTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void totalsAreWhatTheirPartsComeTo(boolean inclusive) {
    for (long seed = 1; seed <= 3; seed++) {
      TestShops shop = new TestShops(Platform.MAGENTO, settings(inclusive), seed);
      shop.trade(400, seed);
      int refunded = 0;
      int foreign = 0;
      for (AdminOrder order : shop.shop.orders()) {
        JsonNode document = TestShops.json(shop.get("/orders/" + order.id()));
        assertThat(amount(document, "base_grand_total")).isEqualByComparingTo(order.grandTotal());
        assertThat(document.path("state").asText()).isEqualTo(order.status());
        check(document, "base_");
        check(document, "");
        money(shop, document, order);
        refunded += order.refundedTotal().signum();
        foreign += document.path("order_currency_code").asText().equals("EUR") ? 1 : 0;
      }
      assertThat(shop.shop.orders()).hasSizeGreaterThan(80);
      assertThat(refunded).isGreaterThan(5);
      assertThat(foreign).isPositive();
    }
  }

  private static void check(JsonNode order, String side) {
    String cut = side.isEmpty() ? "amount" : "amnt";
    BigDecimal sum =
        amount(order, side + "subtotal")
            .add(amount(order, side + "shipping_amount"))
            .add(amount(order, side + "tax_amount"))
            .add(amount(order, side + "discount_amount"))
            .add(amount(order, side + "discount_tax_compensation_amount"))
            .add(amount(order, side + "shipping_discount_tax_compensation_" + cut));
    assertThat(sum).as("%s", order).isEqualByComparingTo(amount(order, side + "grand_total"));
    List<JsonNode> items = rows(order, "items");
    assertThat(sum(items, side + "row_total"))
        .isEqualByComparingTo(amount(order, side + "subtotal"));
    assertThat(sum(items, side + "discount_amount"))
        .isEqualByComparingTo(
            amount(order, side + "discount_amount")
                .add(amount(order, side + "shipping_discount_amount"))
                .negate());
    assertThat(sum(items, side + "tax_amount").add(amount(order, side + "shipping_tax_amount")))
        .isEqualByComparingTo(amount(order, side + "tax_amount"));
    List<JsonNode> applied = new ArrayList<>();
    for (JsonNode row : order.at("/extension_attributes/item_applied_taxes")) {
      row.path("applied_taxes").forEach(applied::add);
    }
    assertThat(sum(applied, side + "amount"))
        .isEqualByComparingTo(amount(order, side + "tax_amount"));
  }

  /// Invoices come to what was paid, credit memos to what went back, in all their parts.
  private static void money(TestShops shop, JsonNode order, AdminOrder truth) {
    List<JsonNode> invoices = children(shop, "/invoices", truth);
    assertThat(sum(invoices, "base_grand_total"))
        .isEqualByComparingTo(amount(order, "base_total_paid"));
    List<JsonNode> memos = children(shop, "/creditmemos", truth);
    assertThat(sum(memos, "base_grand_total"))
        .isEqualByComparingTo(truth.refundedTotal())
        .isEqualByComparingTo(amount(order, "base_total_refunded"))
        .isLessThanOrEqualTo(amount(order, "base_total_paid"));
    for (JsonNode memo : memos) {
      List<JsonNode> items = rows(memo, "items");
      BigDecimal parts =
          sum(items, "base_row_total")
              .subtract(sum(items, "base_discount_amount"))
              .add(sum(items, "base_discount_tax_compensation_amount"))
              .add(amount(memo, "base_tax_amount"))
              .add(amount(memo, "base_shipping_amount"))
              .add(amount(memo, "base_adjustment_positive"))
              .subtract(amount(memo, "base_adjustment_negative"));
      assertThat(parts).as("%s", memo).isEqualByComparingTo(amount(memo, "base_grand_total"));
    }
  }

  private static List<JsonNode> children(TestShops shop, String collection, AdminOrder order) {
    String filter = "searchCriteria[filter_groups][0][filters][0]";
    String target = collection + "?" + filter + "[field]=order_id&" + filter + "[value]=";
    return rows(TestShops.json(shop.get(target + order.id())), "items");
  }

  private static ShopSettings settings(boolean inclusive) {
    return TestShops.quiet(Platform.MAGENTO)
        .change()
        .pricesIncludeTax(inclusive)
        .taxes(
            List.of(
                new TaxRate("State", new BigDecimal("0.0725"), false, true),
                new TaxRate("City", new BigDecimal("0.0125"), true, false)))
        .done();
  }

  private static List<JsonNode> rows(JsonNode node, String member) {
    List<JsonNode> rows = new ArrayList<>();
    node.path(member).forEach(rows::add);
    return rows;
  }

  private static BigDecimal sum(List<JsonNode> rows, String member) {
    return rows.stream().map(row -> amount(row, member)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal amount(JsonNode node, String member) {
    return node.has(member) ? node.path(member).decimalValue() : BigDecimal.ZERO;
  }
}
