package io.orderwire.connector;

/// What a platform can do at all. What is not declared refuses in the agreed way: the part is
/// absent or answers with a finding `not_supported`.
public enum Capability {
  SIGNED_WEBHOOKS,
  /// Deliveries are not signed; whoever knows their secret address may send them. They only name
  /// what is to be fetched.
  WEBHOOKS_BY_ADDRESS,
  WEBHOOK_REGISTRATION,
  LIST_UPDATED_SINCE,
  FETCH_ORDER,
  CARTS,
  TRANSACTIONS,
  SHIPMENTS,
  REFUNDS,
  RETURNS,
  MULTI_CURRENCY,
  TEST_ORDERS,
  GUEST_CHECKOUT,
  BUNDLES,
  CUSTOM_FIELDS,
  COMPLIANCE_TOPICS,
  UNINSTALL_NOTICE
}
