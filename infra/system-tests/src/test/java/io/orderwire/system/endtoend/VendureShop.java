package io.orderwire.system.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A genuine Vendure in a process of its own, which ends with this one, and its two APIs.
final class VendureShop implements AutoCloseable {
  private static final Path FOLDER = Path.of("../shops/vendure").toAbsolutePath().normalize();
  private static final int INSTALL_MINUTES = 8;
  private static final String READY = "ready ";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;
  private Optional<String> session = Optional.empty();

  private VendureShop(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /// Whether Node and npm are on this machine.
  static boolean canRun() {
    try {
      return run(List.of("node", "--version"), 1) == 0 && run(List.of("npm", "--version"), 1) == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /// Installs what the lock file names, where that has not been done, and starts the shop.
  static VendureShop start() {
    try {
      if (!Files.isDirectory(FOLDER.resolve("node_modules"))
          && run(List.of("npm", "ci"), INSTALL_MINUTES) != 0) {
        throw new AssertionError("npm ci failed in " + FOLDER);
      }
      Process process =
          new ProcessBuilder("node", "shop.js", "0")
              .directory(FOLDER.toFile())
              .redirectError(Path.of("target", "vendure.log").toFile())
              .start();
      return new VendureShop(process, awaitReady(process));
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  URI address() {
    return address;
  }

  /// A buyer or administrator who has not begun yet.
  void newSession() {
    session = Optional.empty();
  }

  void logIn() {
    newSession();
    admin("mutation { login(username: \"superadmin\", password: \"superadmin\") { __typename } }");
  }

  JsonNode admin(String query) {
    return call("/admin-api", query);
  }

  JsonNode shop(String query) {
    return call("/shop-api", query);
  }

  /// Closing its standard input is what ends the shop.
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the shop outlived its parent's pipe");
      }
    } catch (IOException gone) {
      process.destroyForcibly();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private JsonNode call(String path, String query) {
    ObjectNode body = Json.codec().createObjectNode().put("query", query);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
    session.ifPresent(token -> request.header("authorization", "Bearer " + token));
    try {
      HttpResponse<byte[]> reply =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      session = reply.headers().firstValue("vendure-auth-token").or(() -> session);
      JsonNode json = Json.tree(reply.body());
      if (json.has("errors") || json.findValue("message") != null) {
        throw new AssertionError(query + " → " + json);
      }
      return json.path("data");
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static URI awaitReady(Process process) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(READY)) {
        return URI.create("http://127.0.0.1:" + line.substring(READY.length()).strip());
      }
    }
    throw new AssertionError("the shop did not start: see target/vendure.log");
  }

  private static int run(List<String> command, int minutes) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor(minutes, TimeUnit.MINUTES)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      return -1;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
