package io.orderwire.connector;

import io.orderwire.model.Finding;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a mapper made of a document. A mapper is total: whatever comes in, one of these comes out.
public sealed interface Mapping<T> {

  /// Code of a finding: the document is whole enough to record, and a fetch of the order brings
  /// more (such as WooCommerce's refunds, of which an order names only the totals).
  String THIN = "thin";

  /// The document is an order (or a cart) in canonical terms.
  ///
  /// @param unstated blocks that this dialect never carries: what an earlier version said of them
  /// stays
  /// @param unstatedFields names of custom fields that the store's mapping points to and that this
  /// dialect has no place for
  record Normalized<T>(
      T value, List<Finding> findings, Set<Block> unstated, Set<String> unstatedFields)
      implements Mapping<T> {
    /// What a mapper itself answers: it knows nothing of the store's own fields.
    public Normalized(T value, List<Finding> findings, Set<Block> unstated) {
      this(value, findings, unstated, Set.of());
    }

    public Normalized {
      findings = List.copyOf(findings);
      unstated =
          Collections.unmodifiableSet(
              unstated.isEmpty() ? EnumSet.noneOf(Block.class) : EnumSet.copyOf(unstated));
      unstatedFields = Collections.unmodifiableSet(new TreeSet<>(unstatedFields));
    }
  }

  /// Rightly none of ours, such as a theme's draft.
  record Ignored<T>(String reason) implements Mapping<T> {}

  /// Should be ours and cannot be read.
  record Quarantined<T>(Finding finding) implements Mapping<T> {}

  /// Blocks of an order that a dialect may be unable to state.
  enum Block {
    PAYMENTS,
    SHIPMENTS,
    REFUNDS,
    RETURNS,
    /// It states some custom fields and cannot state all of them.
    CUSTOM_FIELDS,
    /// It has no words for goods that are on hold, scheduled or in progress.
    FULFILMENT_DETAIL,
    CHANNEL,
    STATUS_URL,
    ADMIN_URL,
    CART_REF
  }
}
