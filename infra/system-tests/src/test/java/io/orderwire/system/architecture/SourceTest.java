package io.orderwire.system.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Rules about the text of the repository's own files.
class SourceTest {
  /// About 300 lines are one job; this many are two.
  private static final int LONGEST_CLASS = 350;

  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", "node_modules", ".orderwire");

  private static final Map<String, List<String>> FILES = new TreeMap<>();

  @BeforeAll
  static void readRepository() throws IOException {
    Path root = root();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean ours = folder.equals(root) || !NOT_OURS.contains(nameOf(folder));
            return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            readText(root.relativize(file).toString().replace('\\', '/'), file);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void readText(String path, Path file) throws IOException {
    try {
      FILES.put(path, Files.readAllLines(file));
    } catch (MalformedInputException binary) {
      FILES.put(path, List.of());
    }
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  /// The folder that holds `.mvn`, from wherever the tests were started.
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no folder .mvn above " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return folder;
  }

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
