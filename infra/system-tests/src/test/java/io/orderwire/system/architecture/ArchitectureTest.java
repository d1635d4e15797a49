package io.orderwire.system.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
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

  @TestFactory
  Stream<DynamicTest> theProjectKeepsEveryRule() {
    return RULES.stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.description(), () -> rule.rule().check(ProjectClasses.all())));
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
    assertThat(ProjectClasses.all().stream().map(javaClass -> javaClass.getPackageName()))
        .contains("io.orderwire.model", "io.orderwire.connector", "io.orderwire.aws")
        .noneMatch(name -> name.contains("violation") || name.startsWith("io.orderwire.system"));
  }
}
