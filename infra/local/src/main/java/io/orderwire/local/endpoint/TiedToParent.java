package io.orderwire.local.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Runs another class's `main` in a child JVM and ends that JVM when its parent is gone, even by
/// `kill -9`: the parent holds the other end of standard input, and the system closes it. Uses the
/// JDK alone, for it is copied into children whose class paths have nothing else of this project.
///
/// Arguments: the class to run, then its own arguments.
public final class TiedToParent {
  private TiedToParent() {}

  public static void main(String[] arguments) throws Throwable {
    InputStream parent = System.in;
    Thread.ofPlatform().daemon().name("tied-to-parent").start(() -> endWith(parent));
    MethodHandle main =
        MethodHandles.publicLookup()
            .findStatic(
                ClassLoader.getSystemClassLoader().loadClass(arguments[0]),
                "main",
                MethodType.methodType(void.class, String[].class));
    String[] rest = java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
    main.invoke(rest);
  }

  private static void endWith(InputStream parent) {
    try {
      // Nothing is ever written: the read returns when the parent has closed its end or is gone.
      while (parent.read() >= 0) {}
    } catch (IOException _) {
      // A broken pipe says the same.
    }
    Runtime.getRuntime().halt(0);
  }
}
