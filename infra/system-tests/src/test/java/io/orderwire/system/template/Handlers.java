package io.orderwire.system.template;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;

/// The class that a function names is built by the module whose zip it deploys, and Lambda can make
/// and call it.
final class Handlers implements Check {

  @Override
  public List<String> violations(Deployment deployment) {
    List<String> found = new ArrayList<>();
    for (ServerlessFunction function : deployment.functions()) {
      String handler = function.handler();
      Path source = source(function);
      if (!Files.exists(source)) {
        found.add(function.id() + ": " + handler + " is not of " + function.module());
        continue;
      }
      try {
        callable(function, Class.forName(handler, false, Handlers.class.getClassLoader()), found);
      } catch (ClassNotFoundException missing) {
        found.add(function.id() + ": " + handler + " is not on the class path");
      }
      packaged(function, found);
    }
    return found;
  }

  private static Path source(ServerlessFunction function) {
    return Deployment.ROOT
        .resolve(function.module())
        .resolve("src/main/java")
        .resolve(function.handler().replace('.', '/') + ".java");
  }

  private static void callable(ServerlessFunction function, Class<?> handler, List<String> found) {
    if (!RequestHandler.class.isAssignableFrom(handler)) {
      found.add(function.id() + ": " + handler.getName() + " is no RequestHandler");
    }
    boolean makable =
        Arrays.stream(handler.getConstructors()).anyMatch(made -> made.getParameterCount() == 0);
    if (!makable) {
      found.add(function.id() + ": " + handler.getName() + " has no public constructor to call");
    }
  }

  /// Where the build has made the zip, as `mvn verify` does before these tests, the class is in it.
  private static void packaged(ServerlessFunction function, List<String> found) {
    Path zip = Deployment.ROOT.resolve(function.properties().path("CodeUri").asText());
    if (!Files.exists(zip)) {
      return;
    }
    try (ZipFile packed = new ZipFile(zip.toFile())) {
      if (packed.getEntry(function.handler().replace('.', '/') + ".class") == null) {
        found.add(
            "%s: %s lacks %s; mvn verify makes it anew"
                .formatted(function.id(), zip.getFileName(), function.handler()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
