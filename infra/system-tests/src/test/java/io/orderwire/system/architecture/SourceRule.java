package io.orderwire.system.architecture;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A rule about the text of files, with a text that breaks it.
///
/// @param appliesTo which files, by their path from the root, with `/`
/// @param offence what no line of them may contain
/// @param example a line that must be refused
record SourceRule(String name, Predicate<String> appliesTo, Pattern offence, String example) {

  private static final Predicate<String> JAVA = path -> path.endsWith(".java");
  private static final Predicate<String> TEST = path -> path.contains("/src/test/");
  private static final Predicate<String> ANYTHING = path -> true;

  /// Resolved on the user's machine and never built or shipped: it has no parent, and names what it
  /// leaves out.
  private static final String OWN_CLASS_PATH = "infra/local/dynamodb-local/pom.xml";

  /// The one place that waits for what it expects, with a deadline.
  private static final String WAITS = "infra/local/src/test/java/io/orderwire/local/Waiting.java";

  static List<SourceRule> all() {
    return List.of(
        rule(
            "what is to be done is done or decided, not noted in a file",
            ANYTHING,
            "\\b(TODO|FIXME)\\b",
            "// TODO: later"),
        rule("no test is switched off", JAVA.and(TEST), "@Disabled", "  @Disabled"),
        rule(
            "no test sleeps: it waits for what it expects, with a deadline",
            JAVA.and(TEST).and(path -> !path.contains("/samples/") && !path.equals(WAITS)),
            "Thread\\.sleep\\(",
            "    Thread.sleep(100);"),
        rule(
            "fakes are written by hand, so that they can pass the adapters' own tests",
            path -> path.endsWith("pom.xml") && !path.equals(OWN_CLASS_PATH),
            "mockito|easymock|powermock|jmockit",
            "<artifactId>mockito-core</artifactId>"),
        rule("imports name what they import", JAVA, "^import .*\\*;", "import java.util.*;"),
        rule(
            "null is not argued away without a reason on the same line",
            JAVA,
            "@SuppressWarnings\\(.*NullAway[^/]*$",
            "  @SuppressWarnings(\"NullAway\")"),
        rule(
            "a library's version is said once, in the root pom",
            path -> path.endsWith("/pom.xml") && !path.equals(OWN_CLASS_PATH),
            "<version>(?!0\\.1\\.0<)",
            "      <version>1.2.3</version>"));
  }

  private static SourceRule rule(
      String name, Predicate<String> appliesTo, String offence, String example) {
    return new SourceRule(name, appliesTo, Pattern.compile(offence), example);
  }

  /// The lines that break the rule, as `path:line`; this file shows them and is left out.
  Stream<String> offences(String path, List<String> lines) {
    if (!appliesTo.test(path) || path.endsWith("/SourceRule.java")) {
      return Stream.empty();
    }
    return IntStream.range(0, lines.size())
        .filter(index -> offence.matcher(lines.get(index)).find())
        .mapToObj(index -> path + ":" + (index + 1) + " " + lines.get(index).strip());
  }
}
