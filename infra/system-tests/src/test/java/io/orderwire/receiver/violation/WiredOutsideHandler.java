package io.orderwire.receiver.violation;

/// Breaks a rule of the house on purpose: Lambda cannot make it.
public final class WiredOutsideHandler {
  private final String table;

  /// Lambda has nothing to pass here.
  public WiredOutsideHandler(String table) {
    this.table = table;
  }

  /// Answers with the table's name.
  public String handleRequest(String request) {
    return table + request;
  }
}
