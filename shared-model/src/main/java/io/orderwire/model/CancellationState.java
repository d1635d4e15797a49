package io.orderwire.model;

/// Whether a platform says that an order is called off. A deleted or trashed order is cancelled.
public enum CancellationState {
  NONE,
  REQUESTED,
  CANCELLED
}
