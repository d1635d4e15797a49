package io.orderwire.system.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Rules about the text of the repository's own files.
class SourceTest {
  /// About 300 lines are one job; this many are two.
  private static final int LONGEST_CLASS = 350;

  private static final Map<String, List<String>> FILES = Repository.read().files();

  @TestFactory
  Stream<DynamicTest> everyFileKeepsTheRules() {
    return SourceRule.all().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> keeps(rule)));
  }

  private static void keeps(SourceRule rule) {
    assertThat(
            FILES.entrySet().stream()
                .flatMap(file -> rule.offences(file.getKey(), file.getValue())))
        .as(rule.name())
        .isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> everyRuleRefusesItsExample() {
    return SourceRule.all().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.name(),
                    () -> assertThat(rule.offence().matcher(rule.example()).find()).isTrue()));
  }

  @TestFactory
  Stream<DynamicTest> everyRuleLooksAtFiles() {
    return SourceRule.all().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.name(), () -> assertThat(FILES.keySet()).anyMatch(rule.appliesTo())));
  }

  @Test
  void noClassIsLongerThanOneJob() {
    assertThat(FILES.entrySet())
        .filteredOn(file -> file.getKey().contains("/src/main/java/"))
        .filteredOn(file -> file.getValue().size() > LONGEST_CLASS)
        .extracting(Map.Entry::getKey)
        .isEmpty();
  }
}
