import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Formats the repository's Java, or checks it: run by `infra/format` and by the build, from the
/// root.
/// google-java-format's own command line takes a list of files; this finds them, in one JVM for
/// all.
///
/// `--check` changes nothing, lists what is not formatted in target/unformatted.txt and exits 3;
/// after it come files, or none for all.
void main(String[] arguments) throws IOException {
  boolean check = arguments.length > 0 && arguments[0].equals("--check");
  List<Path> named = Arrays.stream(arguments).skip(check ? 1 : 0).map(Path::of).toList();
  List<Path> unformatted;
  try (Stream<Path> sources = named.isEmpty() ? repositorySources() : named.stream()) {
    unformatted = sources.toList().parallelStream().filter(file -> format(file, check)).toList();
  }
  unformatted.forEach(file -> IO.println(check ? "not formatted: " + file : "formatted: " + file));
  if (check) {
    Path list = Path.of("target/unformatted.txt");
    Files.deleteIfExists(list);
    if (!unformatted.isEmpty()) {
      Files.write(list, unformatted.stream().map(Path::toString).toList());
      System.exit(3);
    }
  }
}

/// Every Java source under a `src` folder, and the build's own under infra/build.
Stream<Path> repositorySources() throws IOException {
  return Stream.of("shared-model", "functions", "infra")
      .map(Path::of)
      .filter(Files::isDirectory)
      .flatMap(this::javaFilesBelow);
}

Stream<Path> javaFilesBelow(Path folder) {
  try {
    return Files.walk(folder)
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> !file.toString().contains("/target/"))
        .filter(file -> !file.toString().contains("/node_modules/"));
  } catch (IOException unreadable) {
    throw new UncheckedIOException(unreadable);
  }
}

/// Whether the file was not formatted; writes it formatted unless only checking.
boolean format(Path file, boolean check) {
  try {
    String source = Files.readString(file);
    Optional<String> formatted = formatted(file, source);
    boolean differs = formatted.isEmpty() || !formatted.get().equals(source);
    if (differs && !check && formatted.isPresent()) {
      Files.writeString(file, formatted.get());
    }
    return differs;
  } catch (IOException unreadable) {
    throw new UncheckedIOException(unreadable);
  }
}

/// The same steps as google-java-format's command line; empty when the source does not parse.
Optional<String> formatted(Path file, String source) {
  try {
    String ordered =
        ImportOrderer.reorderImports(
            wrapMarkdownComments(source), JavaFormatterOptions.Style.GOOGLE);
    String trimmed = RemoveUnusedImports.removeUnusedImports(ordered);
    return Optional.of(new Formatter().formatSource(trimmed));
  } catch (FormatterException unparsable) {
    IO.println(file + ": " + unparsable.getMessage());
    return Optional.empty();
  }
}

/// google-java-format breaks a long `///` line into a `///` and a `//` line, which javac refuses.
/// Such lines are broken here, between words; what is left over goes to the head of the paragraph's
/// next line. Lines that were broken the wrong way are repaired.
String wrapMarkdownComments(String source) {
  List<String> wrapped = new ArrayList<>();
  String rest = "";
  for (String line : source.lines().toList()) {
    String text = line.stripLeading();
    String indent = line.substring(0, line.length() - text.length());
    boolean brokenWrongly = text.startsWith("// ") && isMarkdown(wrapped);
    String comment = brokenWrongly ? "/" + text : text;
    if (!rest.isEmpty() && !continues(comment)) {
      wrapped.addAll(broken(rest));
      rest = "";
    }
    String joined = rest.isEmpty() ? indent + comment : rest + " " + comment.substring(4);
    rest = "";
    if (comment.startsWith("/// ") && !comment.startsWith("/// |")) {
      int end = breakAt(joined);
      rest = end < 0 ? "" : indent + "/// " + joined.substring(end).strip();
      joined = end < 0 ? joined : joined.substring(0, end);
    }
    wrapped.add(joined);
  }
  return String.join("\n", wrapped) + "\n" + rest;
}

static final int LINE_LENGTH = 100;

/// A paragraph goes on with a word or code; a list, a heading or a table starts anew.
static final Pattern PARAGRAPH = Pattern.compile("/// [\\p{L}`(\"'].*");

boolean continues(String comment) {
  return PARAGRAPH.matcher(comment).matches();
}

boolean isMarkdown(List<String> lines) {
  return !lines.isEmpty() && lines.getLast().stripLeading().startsWith("///");
}

List<String> broken(String line) {
  int end = breakAt(line);
  if (end < 0) {
    return List.of(line);
  }
  List<String> lines = new ArrayList<>(List.of(line.substring(0, end)));
  lines.addAll(broken(line.substring(0, line.indexOf("///")) + "/// " + line.substring(end + 1)));
  return lines;
}

/// The last space that keeps the line within its length; -1 when it is short enough or one word.
int breakAt(String line) {
  int words = line.indexOf("/// ") + 4;
  int end = line.length() <= LINE_LENGTH ? -1 : line.lastIndexOf(' ', LINE_LENGTH);
  return end < words ? -1 : end;
}
