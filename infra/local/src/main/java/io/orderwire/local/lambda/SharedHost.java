package io.orderwire.local.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One JVM for all functions, each behind a class loader of its own: to be looked at with one
/// debugger. It uses the JDK alone.
///
/// Each line of standard input starts a function: address of its Runtime API, handler, name, and
/// class path, separated by tabs. The end of the input, hence of the parent, ends the JVM.
public final class SharedHost {
  private SharedHost() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] function = line.split("\t");
      Thread.ofPlatform().name(function[2]).start(() -> run(function));
    }
    Runtime.getRuntime().halt(0);
  }

  @SuppressWarnings(
      "resource") // The loader lives as long as the function, which is as long as the JVM.
  private static void run(String[] function) {
    try {
      List<URL> classPath = new ArrayList<>();
      for (String jar : function[3].split(System.getProperty("path.separator"))) {
        classPath.add(Path.of(jar).toUri().toURL());
      }
      ClassLoader loader =
          new URLClassLoader(
              function[2], classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
      MethodHandle main =
          MethodHandles.publicLookup()
              .findStatic(
                  loader.loadClass("io.orderwire.local.lambda.PlainRuntime"),
                  "main",
                  MethodType.methodType(void.class, String[].class));
      String[] arguments = {function[0], function[1], function[2]};
      main.invoke(arguments);
    } catch (MalformedURLException | ReflectiveOperationException e) {
      throw new IllegalStateException("cannot load " + function[2], e);
    } catch (Throwable e) {
      throw new IllegalStateException(function[2] + " ended", e);
    }
  }
}
