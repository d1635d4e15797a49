import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Formats the repository's Java, or checks it: run by `infra/format` and by the build, from the
// root.
/// google-java-format's own command line takes a list of files; this finds them, in one JVM for
// all.
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
    String ordered = ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE);
    String trimmed = RemoveUnusedImports.removeUnusedImports(ordered);
    return Optional.of(new Formatter().formatSource(trimmed));
  } catch (FormatterException unparsable) {
    IO.println(file + ": " + unparsable.getMessage());
    return Optional.empty();
  }
}
