package io.orderwire.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.orderwire.local.samples.WebSample;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.joda.time.DateTime;

/// Zips the sample functions as the build zips the real ones: own classes at the root, libraries
/// below `lib/`.
public final class SampleCode {
  private SampleCode() {}

  public static Path zip(Path folder) throws IOException, URISyntaxException {
    Path zip = folder.resolve("samples.zip");
    Path classes = location(WebSample.class);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        var files = Files.walk(classes.resolve("io/orderwire/local/samples"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        add(out, classes.relativize(file).toString(), file);
      }
      for (Class<?> inLibrary : List.of(Context.class, SQSEvent.class, DateTime.class)) {
        Path jar = location(inLibrary);
        add(out, "lib/" + jar.getFileName(), jar);
      }
    }
    return zip;
  }

  private static Path location(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static void add(ZipOutputStream out, String name, Path file) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    Files.copy(file, out);
  }
}
