package io.orderwire.connector;

/// Carries a [Fault] to the place that decides.
public final class FaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Fault fault;

  public FaultException(Fault fault) {
    super(fault.category() + ": " + fault.detail());
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
