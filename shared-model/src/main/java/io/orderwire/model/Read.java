package io.orderwire.model;

/// How a payload was obtained, from the least to the most complete.
public enum Read {
  WEBHOOK,
  LISTED,
  FETCHED
}
