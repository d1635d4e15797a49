package io.orderwire.model;

/// `BALANCED`: stated and recomputed totals agree; `EXPLAINED`: every difference has a known cause.
public enum TotalsState {
  BALANCED,
  EXPLAINED,
  UNEXPLAINED
}
