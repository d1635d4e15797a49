package io.orderwire.storeapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The console: a page and what it loads, all of it held in memory. Nothing is served but the files
/// that are listed here.
///
/// What the page loads lies below a name made of its content, so that browsers keep it for good and
/// the files of one page are all of one version.
final class Console {
  static final String PAGE = "index.html";

  static final List<String> FILES =
      List.of(
          "api.js",
          "app.js",
          "authorize.js",
          "backfills.js",
          "certificates.js",
          "connect.js",
          "connected.js",
          "console.css",
          "dead-letters.js",
          "developers.js",
          "dom.js",
          "favicon.svg",
          "feed.js",
          "form.js",
          "format.js",
          "json-tree.js",
          "live.js",
          "mapping-form.js",
          "mapping-preview.js",
          "mappings.js",
          "operations.js",
          "order-differences.js",
          "order-explanation.js",
          "order-origins.js",
          "order-parts.js",
          "order-timeline.js",
          "order-totals.js",
          "order-versions.js",
          "order.js",
          "orders.js",
          "payload-shapes.js",
          "quarantine.js",
          "remaps.js",
          "replays.js",
          "sign-in.js",
          "stores.js",
          "subscriptions.js",
          "usage.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, File> files;
  private final File page;
  private final String version;
  private final ConsoleSignIn signIn;

  /// @param etag of its content, in quotes
  record File(String content, String type, String etag) {
    static File of(String name, String content) {
      String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
      return new File(content, type, "\"" + digest(content) + "\"");
    }
  }

  private Console(Map<String, File> files, File page, String version, ConsoleSignIn signIn) {
    this.files = Map.copyOf(files);
    this.page = page;
    this.version = version;
    this.signIn = signIn;
  }

  static Console of(ConsoleSignIn signIn) {
    Map<String, File> files = new TreeMap<>();
    FILES.forEach(name -> files.put(name, File.of(name, read(name))));
    String version = digest(files.toString());
    String preloads =
        FILES.stream()
            .filter(name -> name.endsWith(".js") && !name.equals("app.js"))
            .map(name -> "<link rel=\"modulepreload\" href=\"{assets}/%s\">".formatted(name))
            .collect(Collectors.joining("\n"));
    String page =
        read(PAGE).replace("{preloads}", preloads).replace("{assets}", "/console/files/" + version);
    return new Console(files, File.of(PAGE, page), version, signIn);
  }

  File page() {
    return page;
  }

  Optional<File> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /// Of the files together. A page of another version may ask for them, too.
  String version() {
    return version;
  }

  ConsoleSignIn signIn() {
    return signIn;
  }

  /// The page runs its own scripts and nothing else, calls its own API and who signs people in, and
  /// stands in nobody's frame.
  String contentSecurityPolicy() {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        ("connect-src 'self' " + signIn.origins()).strip(),
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'");
  }

  private static String read(String name) {
    try (InputStream content = Console.class.getResourceAsStream("console/" + name)) {
      if (content == null) {
        throw new IllegalStateException("the console lacks " + name);
      }
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
