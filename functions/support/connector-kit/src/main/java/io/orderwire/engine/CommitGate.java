package io.orderwire.engine;

import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.Statuses.CommitmentRule;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.model.Evidence;
import io.orderwire.model.PaymentState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Reads a platform's evidence by its connector's rule and the store's policies.
record CommitGate(CommitmentRule rule, Policies policies) {
  private static final Set<PaymentState> MONEY_STILL_EXPECTED =
      EnumSet.of(PaymentState.PENDING, PaymentState.AUTHORIZED, PaymentState.PARTIALLY_PAID);

  /// The evidence that commits this order; empty if nothing does, or something forbids it.
  List<Evidence> evidence(PlatformOrder order) {
    boolean testRefused = order.identity().test() && !policies.acceptTestOrders();
    if (testRefused || order.evidence().stream().anyMatch(each -> blocks(each.code()))) {
      return List.of();
    }
    return order.evidence().stream().filter(this::commits).toList();
  }

  static boolean isDraft(PlatformOrder order) {
    return order.evidence().stream().anyMatch(e -> e.code().equals(CommitmentRule.DRAFT));
  }

  /// The store counts this order's authorization, or its offline method, as secured money.
  boolean securesMoney(PlatformOrder order) {
    boolean authorized =
        policies.authorizedIsSecured() && order.readings().payment().is(PaymentState.AUTHORIZED);
    boolean offline =
        order.readings().payment().matches(MONEY_STILL_EXPECTED::contains)
            && order.evidence().stream().anyMatch(this::isAllowedOffline);
    return authorized || offline;
  }

  private boolean blocks(String code) {
    if (code.equals(CommitmentRule.TEST_ORDER)) {
      return !policies.acceptTestOrders();
    }
    return code.equals(CommitmentRule.DRAFT) || rule.blocking().contains(code);
  }

  private boolean commits(Evidence evidence) {
    return rule.sufficient().contains(evidence.code()) || isAllowedOffline(evidence);
  }

  private boolean isAllowedOffline(Evidence evidence) {
    return evidence.code().equals(rule.offlineMethod())
        && policies.offlineMethods().contains(evidence.raw());
  }
}
