package io.orderwire.message;

/// Why a version was recorded.
public enum Cause {
  WEBHOOK,
  POLL,
  BACKFILL,
  REMAP,
  REPLAY,
  ERASE
}
