// Cuts the part of Shopify's official Admin schema that the simulated shop serves.
// Run where Node is present, with the unpacked npm package @shopify/dev-mcp (ISC licence):
//   node infra/shops/admin-schema.mjs <package>/dist/data/admin_2026-07.json.gz
// It writes src/main/resources/io/orderwire/shops/shopify/admin-2026-07.graphql.
import { gunzipSync } from "node:zlib";
import { readFileSync, writeFileSync } from "node:fs";

const served = {
  QueryRoot: "order orders ordersCount orderByIdentifier abandonedCheckouts abandonedCheckoutsCount webhookSubscription webhookSubscriptions webhookSubscriptionsCount shop customer node",
  Mutation: "webhookSubscriptionCreate webhookSubscriptionUpdate webhookSubscriptionDelete",
  Order: `additionalFees app billingAddress billingAddressMatchesShippingAddress canMarkAsPaid canNotifyCustomer cancelReason
    cancellation cancelledAt capturable cartDiscountAmountSet cartToken checkoutToken clientIp closed closedAt confirmationNumber confirmed
    createdAt currencyCode currentCartDiscountAmountSet currentShippingPriceSet currentSubtotalLineItemsQuantity currentSubtotalPriceSet
    currentTaxLines currentTotalAdditionalFeesSet currentTotalDiscountsSet currentTotalDutiesSet currentTotalPriceSet currentTotalTaxSet
    currentTotalWeight customAttributes customer customerAcceptsMarketing customerLocale discountApplications discountCode discountCodes
    displayAddress displayFinancialStatus displayFulfillmentStatus dutiesIncluded edited email estimatedTaxes fulfillable fulfillmentOrders
    fulfillments fulfillmentsCount fullyPaid hasTimelineComment id legacyResourceId lineItems merchantEditable merchantEditableErrors
    merchantOfRecordApp metafield metafields name netPaymentSet note number originalTotalAdditionalFeesSet originalTotalDutiesSet
    originalTotalPriceSet paymentGatewayNames phone poNumber presentmentCurrencyCode processedAt productNetwork refundDiscrepancySet refundable
    refunds registeredSourceUrl requiresShipping restockable retailLocation returnStatus returns shippingAddress shippingLine shippingLines
    sourceIdentifier sourceName statusPageUrl subtotalLineItemsQuantity subtotalPriceSet tags taxExempt taxLines taxesIncluded test
    totalCapturableSet totalCashRoundingAdjustment totalDiscountsSet totalOutstandingSet totalPriceSet totalReceivedSet totalRefundedSet
    totalRefundedShippingSet totalShippingPriceSet totalTaxSet totalTipReceivedSet totalWeight transactions transactionsCount unpaid updatedAt
    paymentTerms purchasingEntity risk`,
  LineItem: `currentQuantity customAttributes discountAllocations discountedTotalSet discountedUnitPriceAfterAllDiscountsSet discountedUnitPriceSet
    duties fulfillableQuantity fulfillmentStatus id isGiftCard lineItemGroup merchantEditable name nonFulfillableQuantity originalTotalSet
    originalUnitPriceSet priceAfterAllDiscountsBeforeTaxesSet product quantity refundableQuantity requiresShipping restockable sku taxLines
    taxable title totalDiscountSet unfulfilledDiscountedTotalSet unfulfilledOriginalTotalSet unfulfilledQuantity variant variantTitle vendor weight`,
  Customer: `createdAt defaultAddress defaultEmailAddress defaultPhoneNumber displayName email firstName id lastName legacyResourceId locale
    metafield metafields note numberOfOrders phone state tags taxExempt updatedAt verifiedEmail`,
  CustomerEmailAddress: "emailAddress",
  CustomerPhoneNumber: "phoneNumber",
  Fulfillment: `createdAt deliveredAt displayStatus estimatedDeliveryAt fulfillmentLineItems id inTransitAt legacyResourceId location name
    requiresShipping service status totalQuantity trackingInfo updatedAt`,
  FulfillmentLineItem: "discountedTotalSet id lineItem originalTotalSet quantity",
  FulfillmentTrackingInfo: "company number url",
  FulfillmentService: "handle id serviceName type",
  FulfillmentOrder: `assignedLocation createdAt fulfillAt fulfillBy fulfillmentHolds id lineItems orderId orderName requestStatus status updatedAt`,
  FulfillmentHold: "id reason reasonNotes displayReason",
  FulfillmentOrderAssignedLocation: "countryCode location name",
  FulfillmentOrderLineItem: "id lineItem productTitle remainingQuantity requiresShipping sku totalQuantity variantTitle vendor",
  Location: "id isActive legacyResourceId name",
  Refund: `createdAt duties id legacyResourceId note orderAdjustments processedAt refundLineItems refundShippingLines return staffMember
    totalRefundedSet transactions updatedAt`,
  RefundDuty: "amountSet",
  StaffMember: "id",
  Return: "id name status createdAt closedAt totalQuantity returnLineItems",
  ReturnLineItemType: "id quantity refundableQuantity refundedQuantity returnReason returnReasonDefinition returnReasonNote customerNote",
  ReturnLineItem: "id quantity refundableQuantity refundedQuantity returnReason returnReasonDefinition returnReasonNote customerNote fulfillmentLineItem",
  UnverifiedReturnLineItem: "id quantity refundableQuantity refundedQuantity returnReason returnReasonDefinition returnReasonNote customerNote",
  ReturnReasonDefinition: "id handle name",
  RefundLineItem: "id lineItem location priceSet quantity restockType restocked subtotalSet totalTaxSet",
  RefundShippingLine: "id shippingLine subtotalAmountSet taxAmountSet",
  OrderAdjustment: "amountSet id reason taxAmountSet",
  OrderTransaction: `accountNumber amountRoundingSet amountSet authorizationCode authorizationExpiresAt createdAt errorCode fees formattedGateway
    gateway id kind manualPaymentGateway manuallyCapturable multiCapturable parentTransaction paymentDetails paymentId processedAt
    settlementCurrency settlementCurrencyRate status test totalUnsettledSet`,
  TransactionFee: "id rateName",
  BasePaymentDetails: "*",
  PurchasingCompany: "company location",
  Company: "id name externalId",
  CompanyLocation: "id name externalId",
  OrderRiskSummary: "recommendation assessments",
  OrderRiskAssessment: "riskLevel",
  CardPaymentDetails: "company number paymentMethodName wallet",
  LocalPaymentMethodsPaymentDetails: "paymentMethodName",
  PaypalWalletPaymentDetails: "paymentMethodName",
  ShopPayInstallmentsPaymentDetails: "paymentMethodName",
  PaymentTerms: "id paymentTermsName paymentTermsType dueInDays overdue",
  ShippingLine: `carrierIdentifier code currentDiscountedPriceSet custom deliveryCategory discountAllocations discountedPriceSet id isRemoved
    originalPriceSet phone shippingRateHandle source taxLines title`,
  DiscountApplication: "*", DiscountCodeApplication: "*", AutomaticDiscountApplication: "*", ManualDiscountApplication: "*", ScriptDiscountApplication: "allocationMethod index targetSelection targetType title value",
  PricingPercentageValue: "*", PricingValue: "*",
  DiscountAllocation: "allocatedAmountSet discountApplication",
  Duty: "*", AdditionalFee: "id name price taxLines",
  MoneyBag: "*", MoneyV2: "*", Attribute: "*", Count: "*", PageInfo: "*", Weight: "*", CashRoundingAdjustment: "*", OrderCancellation: "*",
  TaxLine: "channelLiable priceSet rate ratePercentage source title",
  LineItemGroup: "*",
  Product: "handle id legacyResourceId productType title vendor",
  ProductVariant: "barcode displayName id legacyResourceId sku taxable title",
  MailingAddress: `address1 address2 city company coordinatesValidated country countryCode countryCodeV2 firstName formatted formattedArea id lastName
    latitude longitude name phone province provinceCode timeZone validationResultSummary zip`,
  Metafield: "id namespace key value type",
  OrderApp: "id name",
  AbandonedCheckout: `abandonedCheckoutUrl billingAddress completedAt createdAt customAttributes customer defaultCursor discountCodes id lineItems
    name note shippingAddress subtotalPriceSet taxLines taxesIncluded totalDiscountSet totalDutiesSet totalLineItemsPriceSet totalPriceSet
    totalTaxSet updatedAt`,
  AbandonedCheckoutLineItem: `customAttributes discountedTotalPriceSet discountedTotalPriceWithCodeDiscount discountedUnitPriceSet
    discountedUnitPriceWithCodeDiscount id originalTotalPriceSet originalUnitPriceSet product quantity sku title variant variantTitle`,
  WebhookSubscription: "apiVersion callbackUrl createdAt endpoint filter format id includeFields legacyResourceId metafieldNamespaces name topic updatedAt uri",
  ApiVersion: "displayName handle supported",
  WebhookHttpEndpoint: "*", WebhookEventBridgeEndpoint: "*", WebhookPubSubEndpoint: "*",
  WebhookSubscriptionCreatePayload: "*", WebhookSubscriptionUpdatePayload: "*", WebhookSubscriptionDeletePayload: "*",
  UserError: "*", DisplayableError: "*", Node: "*",
  Shop: "currencyCode email id ianaTimezone myshopifyDomain name primaryDomain taxesIncluded timezoneOffset url",
  Domain: "host id url",
};
const droppedArguments = new Set(["savedSearchId", "metafields", "suggestedRefund", "audience", "notificationUsage"]);
const keptScalars = new Set(["String", "Int", "Float", "Boolean", "ID"]);

const schema = JSON.parse(gunzipSync(readFileSync(process.argv[2])));
const types = Object.fromEntries((schema.data ?? schema).__schema.types.map((type) => [type.name, type]));
const used = new Map();

function reference(type) {
  if (type.kind === "NON_NULL") return reference(type.ofType) + "!";
  if (type.kind === "LIST") return "[" + reference(type.ofType) + "]";
  visit(type.name);
  return type.name;
}

function fieldsOf(type) {
  if (/(Connection|Edge)$/.test(type.name)) return type.fields;
  const wanted = served[type.name];
  if (wanted === undefined) throw new Error(`decide what is served of ${type.name}`);
  if (wanted === "*") return type.fields;
  const names = wanted.split(/\s+/).filter((name) => name);
  for (const name of names) {
    if (!type.fields.some((field) => field.name === name)) throw new Error(`${type.name} has no ${name}`);
  }
  return type.fields.filter((field) => names.includes(field.name));
}

function argument(value) {
  return `${value.name}: ${reference(value.type)}${value.defaultValue == null ? "" : " = " + value.defaultValue}`;
}

function fields(type) {
  return fieldsOf(type).map((field) => {
    const given = field.args.filter((each) => !droppedArguments.has(each.name)).map(argument);
    const deprecated = field.isDeprecated ? " @deprecated" : "";
    return `  ${field.name}${given.length ? `(${given.join(", ")})` : ""}: ${reference(field.type)}${deprecated}\n`;
  }).join("");
}

function visit(name) {
  if (used.has(name) || keptScalars.has(name)) return;
  used.set(name, "");
  const type = types[name];
  const implemented = (type.interfaces ?? []).filter((each) => served[each.name] !== undefined);
  const is = implemented.length ? " implements " + implemented.map((each) => reference({ ...each, kind: "INTERFACE" })).join(" & ") : "";
  const text = {
    SCALAR: () => `scalar ${name}\n`,
    ENUM: () => `enum ${name} {\n${type.enumValues.map((each) => `  ${each.name}\n`).join("")}}\n`,
    INPUT_OBJECT: () => `input ${name} {\n${type.inputFields.filter((each) => !droppedArguments.has(each.name)).map((each) => `  ${argument(each)}\n`).join("")}}\n`,
    UNION: () => `union ${name} = ${type.possibleTypes.map((each) => reference({ ...each, kind: "OBJECT" })).join(" | ")}\n`,
    INTERFACE: () => `interface ${name} {\n${fields(type)}}\n`,
    OBJECT: () => `type ${name}${is} {\n${fields(type)}}\n`,
  }[type.kind]();
  used.set(name, text);
  if (type.kind === "INTERFACE" && ["DiscountApplication", "BasePaymentDetails", "ReturnLineItemType"].includes(name)) type.possibleTypes.forEach((each) => visit(each.name));
}

visit("QueryRoot");
visit("Mutation");
const header = `# The part of Shopify's Admin schema 2026-07 that the simulated shop serves, cut by admin-schema.mjs.
# Names, types and arguments are Shopify's own: npm @shopify/dev-mcp, copyright Shopify Inc., ISC licence.

schema {
  query: QueryRoot
  mutation: Mutation
}
`;
const target = new URL("src/main/resources/io/orderwire/shops/shopify/admin-2026-07.graphql", import.meta.url);
writeFileSync(target, [header, ...[...used.keys()].sort().map((name) => used.get(name))].join("\n"));
console.log(`${used.size} types`);
