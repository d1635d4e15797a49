package io.orderwire.engine;

/// Whose calls count together: those to one store. A platform that counts the calls of an account
/// over many stores will have a scope for the account beside it.
record BudgetScope(String key) {

  static BudgetScope of(Errand errand) {
    return new BudgetScope("store/" + errand.store().id());
  }
}
