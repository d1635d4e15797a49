package io.orderwire.connectors.shopify;

import io.orderwire.connectors.shopify.ShopifyQueries.Sizes;

/// What is asked of each type: exactly what the mapper reads, and the cursors.
final class ShopifySelections {
  private static final String SHOP = "{ shopMoney { amount } }";
  private static final String BOTH = "{ shopMoney { amount } presentmentMoney { amount } }";
  private static final String CURSOR = "pageInfo { hasNextPage endCursor }";
  private static final String ATTRIBUTES = "customAttributes { key value }";
  private static final String TAXES = "taxLines { title rate priceSet " + SHOP + " }";
  private static final String ALLOCATIONS =
      "discountAllocations { allocatedAmountSet " + SHOP + " discountApplication { index } }";
  private static final String POSTAL =
      """
      { name firstName lastName company address1 address2 city province provinceCode zip \
      countryCodeV2 phone }""";

  static final String LINE =
      """
      id name title sku variantTitle quantity currentQuantity fulfillableQuantity \
      nonFulfillableQuantity requiresShipping isGiftCard vendor \
      product { id } variant { id } weight { value unit } lineItemGroup { id } \
      originalUnitPriceSet %s %s %s %s duties { id price %s %s }"""
          .formatted(SHOP, ATTRIBUTES, ALLOCATIONS, TAXES, SHOP, TAXES);

  private static final String SHIPPING =
      """
      id code title carrierIdentifier isRemoved originalPriceSet %s discountedPriceSet %s %s %s"""
          .formatted(SHOP, BOTH, ALLOCATIONS, TAXES);

  private static final String DISCOUNT =
      """
      index allocationMethod targetType \
      value { ... on MoneyV2 { amount currencyCode } ... on PricingPercentageValue { percentage } } \
      ... on DiscountCodeApplication { code } \
      ... on AutomaticDiscountApplication { title } \
      ... on ManualDiscountApplication { title } \
      ... on ScriptDiscountApplication { title }""";

  private static final String METAFIELD = "id namespace key type value";

  private static final String TRANSACTION =
      """
      id kind status gateway paymentId createdAt processedAt authorizationExpiresAt \
      parentTransaction { id } amountSet %s \
      paymentDetails { ... on BasePaymentDetails { paymentMethodName } \
      ... on CardPaymentDetails { company number } }"""
          .formatted(SHOP);

  private static final String REFUND_TRANSACTION = "id kind status";
  private static final String SHIPPED_LINE = "quantity lineItem { id }";

  private static final String REFUNDED_LINE =
      "id quantity restockType lineItem { id } subtotalSet " + SHOP + " totalTaxSet " + SHOP;

  private static final String REFUNDED_SHIPPING = "id subtotalAmountSet " + SHOP;
  private static final String ADJUSTMENT = "id amountSet " + SHOP + " taxAmountSet " + SHOP;

  private static final String RETURNED_LINE =
      """
      id quantity returnReasonNote returnReasonDefinition { name } \
      ... on ReturnLineItem { fulfillmentLineItem { lineItem { id } } }""";

  private static final String HEAD =
      """
      id name email phone note tags test confirmed createdAt processedAt updatedAt closedAt \
      cancelledAt cancelReason currencyCode presentmentCurrencyCode taxesIncluded dutiesIncluded \
      customerLocale customerAcceptsMarketing sourceName sourceIdentifier confirmationNumber \
      poNumber statusPageUrl displayFinancialStatus displayFulfillmentStatus \
      returnStatus @include(if: $returns) paymentGatewayNames %s \
      customer { id firstName lastName } billingAddress %s shippingAddress %s \
      purchasingEntity { ... on PurchasingCompany { company { id } location { id } } } \
      paymentTerms { paymentTermsName dueInDays } risk { recommendation }"""
          .formatted(ATTRIBUTES, POSTAL, POSTAL);

  private static final String TOTALS =
      """
      subtotalPriceSet %s totalDiscountsSet %s totalShippingPriceSet %s totalTaxSet %s \
      totalPriceSet %s totalTipReceivedSet %s totalRefundedSet %s \
      originalTotalAdditionalFeesSet %s totalCashRoundingAdjustment { paymentSet %s }"""
          .formatted(BOTH, BOTH, SHOP, BOTH, BOTH, SHOP, SHOP, SHOP, SHOP);

  static final String CHECKOUT =
      """
      id createdAt updatedAt completedAt abandonedCheckoutUrl note taxesIncluded discountCodes \
      customer { id firstName lastName } billingAddress %s shippingAddress %s %s \
      subtotalPriceSet { shopMoney { amount currencyCode } } totalDiscountSet %s totalTaxSet %s \
      totalPriceSet { shopMoney { amount currencyCode } } \
      lineItems(first: 5) { pageInfo { hasNextPage } nodes { \
      id title variantTitle sku quantity product { id } variant { id } \
      originalUnitPriceSet %s customAttributes { key value } } }"""
          .formatted(POSTAL, POSTAL, ATTRIBUTES, SHOP, SHOP, SHOP);

  private ShopifySelections() {}

  static String order(Sizes sizes) {
    return "fragment OrderParts on Order {\n  "
        + String.join(
            "\n  ",
            HEAD,
            TOTALS,
            connection("lineItems", sizes.lines(), LINE),
            connection("shippingLines", sizes.shipping(), SHIPPING),
            connection("discountApplications", sizes.discounts(), DISCOUNT),
            connection("metafields", sizes.metafields(), METAFIELD),
            array("transactions", sizes.transactions(), sizes.grandchildren()),
            array("fulfillments", sizes.fulfilments(), sizes.grandchildren()),
            array("refunds", sizes.refunds(), sizes.grandchildren()),
            returns(sizes.returns(), sizes.grandchildren()))
        + "\n}\n";
  }

  /// The node of a connection that is asked for more.
  static String of(ShopifyChildren child) {
    return switch (child) {
      case LINES -> LINE;
      case SHIPPING -> SHIPPING;
      case DISCOUNTS -> DISCOUNT;
      case METAFIELDS -> METAFIELD;
      case RETURNS -> back(Sizes.LISTED.grandchildren());
      case SHIPPED_LINES -> SHIPPED_LINE;
      case REFUNDED_LINES -> REFUNDED_LINE;
      case REFUNDED_SHIPPING -> REFUNDED_SHIPPING;
      case REFUND_ADJUSTMENTS -> ADJUSTMENT;
      case REFUND_TRANSACTIONS -> REFUND_TRANSACTION;
      case RETURNED_LINES -> RETURNED_LINE;
    };
  }

  /// The GraphQL type of an entry of one of the order's arrays.
  static String typeOf(String array) {
    return switch (array) {
      case "transactions" -> "OrderTransaction";
      case "fulfillments" -> "Fulfillment";
      case "refunds" -> "Refund";
      default -> throw new IllegalArgumentException("an order has no array " + array);
    };
  }

  static String entry(String array, int children) {
    return switch (array) {
      case "transactions" -> TRANSACTION;
      case "fulfillments" ->
          "id status displayStatus createdAt location { id } trackingInfo { company number url } "
              + connection("fulfillmentLineItems", children, SHIPPED_LINE);
      case "refunds" ->
          "id note createdAt processedAt totalRefundedSet "
              + SHOP
              + " "
              + connection("refundLineItems", children, REFUNDED_LINE)
              + " "
              + connection("refundShippingLines", 1, REFUNDED_SHIPPING)
              + " "
              + connection("orderAdjustments", 2, ADJUSTMENT)
              + " "
              + connection("transactions", 2, REFUND_TRANSACTION);
      default -> throw new IllegalArgumentException("an order has no array " + array);
    };
  }

  private static String array(String field, int first, int children) {
    if (first == 0) {
      return field + "(first: 1) { id }";
    }
    return field + "(first: " + first + ") { " + entry(field, children) + " }";
  }

  private static String returns(int first, int children) {
    if (first == 0) {
      return "returns(first: 1) @include(if: $returns) { nodes { id } }";
    }
    return "returns(first: "
        + first
        + ") @include(if: $returns) { "
        + CURSOR
        + " nodes { "
        + back(children)
        + " } }";
  }

  private static String back(int children) {
    return "id status createdAt " + connection("returnLineItems", children, RETURNED_LINE);
  }

  private static String connection(String field, int first, String node) {
    return field + "(first: " + first + ") { " + CURSOR + " nodes { " + node + " } }";
  }
}
