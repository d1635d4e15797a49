package io.orderwire.model;

/// How far the return of an order's goods has come.
public enum ReturnState {
  NONE,
  REQUESTED,
  IN_PROGRESS,
  RETURNED,
  REJECTED
}
