package io.orderwire.local.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The loopback port of each part. A port is chosen free once and then remembered in the data
/// folder, because queue URLs, and the webhook URLs of simulated shops, hold it.
public final class Ports {
  private final Path file;
  private final Map<String, Integer> remembered;

  private Ports(Path file, Map<String, Integer> remembered) {
    this.file = file;
    this.remembered = remembered;
  }

  public static Ports of(DataFolder data) {
    Path file = data.root().resolve("ports");
    try {
      Map<String, Integer> ports = new TreeMap<>();
      if (Files.exists(file)) {
        Files.readAllLines(file).stream()
            .map(line -> line.split("=", 2))
            .filter(parts -> parts.length == 2 && parts[1].matches("[0-9]{1,5}"))
            .forEach(parts -> ports.put(parts[0], Integer.valueOf(parts[1])));
      }
      return new Ports(file, ports);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The remembered port of this part when it is free, else a new one, which is remembered from now
  /// on.
  public synchronized int of(String part) {
    Integer known = remembered.get(part);
    if (known != null && isFree(known)) {
      return known;
    }
    int chosen = anyFree(new HashSet<>(remembered.values()));
    remembered.put(part, chosen);
    DataFolder.replace(
        file,
        remembered.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining()));
    return chosen;
  }

  /// A port is free when a listener can be had on it; connections of a former run that linger do
  /// not count.
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static int anyFree(Set<Integer> taken) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      return taken.contains(port) ? anyFree(taken) : port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
