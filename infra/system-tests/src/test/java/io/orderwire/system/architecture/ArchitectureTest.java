package io.orderwire.system.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds every rule against the project's own classes, and proves that every rule can fail.
class ArchitectureTest {
  private static final List<Rule> RULES =
      Stream.of(DependencyRules.all(), PurityRules.all(), NamingRules.all(), DataRules.all())
          .flatMap(List::stream)
          .toList();

  /// Everything of ours on the class path but the tests' own classes, which hold the violating
  /// examples.
  private static final JavaClasses PROJECT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.orderwire");

  @TestFactory
  Stream<DynamicTest> theProjectKeepsEveryRule() {
    return RULES.stream()
        .map(rule -> DynamicTest.dynamicTest(rule.description(), () -> rule.rule().check(PROJECT)));
  }

  @TestFactory
  Stream<DynamicTest> everyRuleRefusesItsExamples() {
    return RULES.stream()
        .map(rule -> DynamicTest.dynamicTest(rule.description(), () -> refusesAll(rule)));
  }

  private static void refusesAll(Rule rule) {
    JavaClasses examples = new ClassFileImporter().importClasses(rule.violations());
    List<String> refusals = rule.rule().evaluate(examples).getFailureReport().getDetails();
    for (Class<?> example : rule.violations()) {
      assertThat(refusals)
          .as("refusals of %s", example)
          .anyMatch(refusal -> refusal.contains(example.getName()));
    }
  }

  @Test
  void theProjectIsSeen() {
    assertThat(PROJECT.stream().map(javaClass -> javaClass.getPackageName()))
        .contains("io.orderwire.model", "io.orderwire.connector", "io.orderwire.aws")
        .noneMatch(name -> name.contains("violation") || name.startsWith("io.orderwire.system"));
  }
}
