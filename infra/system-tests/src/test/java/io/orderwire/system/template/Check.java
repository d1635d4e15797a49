package io.orderwire.system.template;

import java.util.List;

/// One thing that must hold of a deployment.
@FunctionalInterface
interface Check {

  /// One line for each place where it does not hold: what, where, and why it matters.
  List<String> violations(Deployment deployment);
}
