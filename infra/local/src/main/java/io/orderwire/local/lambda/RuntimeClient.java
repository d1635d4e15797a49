package io.orderwire.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.orderwire.local.endpoint.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// AWS's runtime interface client: the jars that a function's process needs besides its own, and
/// the native library.
///
/// The client unpacks its library to one fixed path each time it starts, and functions that start
/// together crash on each other's half-written file. So it is unpacked here, once, and named by a
/// system property.
final class RuntimeClient {
  static final String NATIVE_LIBRARY_PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private RuntimeClient() {}

  /// Whether the client's native library exists for this system; elsewhere the plain runtime
  /// serves.
  static boolean isAvailable() {
    return System.getProperty("os.name", "").equals("Linux") && resource().isPresent();
  }

  static List<Path> jars() {
    return List.of(
        jarOf(AWSLambda.class),
        jarOf(Context.class),
        jarOf(PojoSerializer.class),
        jarOf(SdkInternalThreadLocal.class));
  }

  /// What the plain runtime needs of it: Lambda's interfaces and its own JSON mapping of events.
  static List<Path> plainJars() {
    return List.of(jarOf(Context.class), jarOf(PojoSerializer.class));
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot find the jar of " + type, e);
    }
  }

  static Path unpackLibrary(Path folder) {
    String name =
        resource()
            .orElseThrow(
                () ->
                    new StartFailure("no native runtime client for this system: add --in-process"));
    Path file = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
    try (InputStream library = AWSLambda.class.getResourceAsStream(name)) {
      if (library == null) {
        throw new StartFailure("the runtime client's jar has no " + name);
      }
      Path unfinished = Files.createTempFile(folder, "library-", ".so");
      Files.copy(library, unfinished, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      Files.move(unfinished, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static java.util.Optional<String> resource() {
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String libc = Files.exists(Path.of("/etc/alpine-release")) ? "linux_musl-" : "linux-";
    return switch (machine) {
      case "amd64", "x86_64" ->
          java.util.Optional.of("/jni/libaws-lambda-jni." + libc + "x86_64.so");
      case "aarch64" -> java.util.Optional.of("/jni/libaws-lambda-jni." + libc + "aarch_64.so");
      default -> java.util.Optional.empty();
    };
  }
}
