package io.orderwire.system.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// A rule and the classes, kept beside the tests, that show that it can fail: it must refuse each
/// one.
record Rule(ArchRule rule, List<Class<?>> violations) {
  Rule {
    violations = List.copyOf(violations);
    if (violations.isEmpty()) {
      throw new IllegalArgumentException(
          "a rule without a violating example proves nothing: " + rule);
    }
  }

  /// `rule` may find nothing to look at in a module that is still empty.
  static Rule refusing(ArchRule rule, Class<?>... violations) {
    return new Rule(rule.allowEmptyShould(true), List.of(violations));
  }

  String description() {
    return rule.getDescription();
  }
}
