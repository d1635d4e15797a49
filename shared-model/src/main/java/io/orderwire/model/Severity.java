package io.orderwire.model;

/// How much a [Finding] matters: `INFO` is worth knowing, `WARNING` may need a person, `ERROR` lost
/// meaning.
public enum Severity {
  INFO,
  WARNING,
  ERROR
}
