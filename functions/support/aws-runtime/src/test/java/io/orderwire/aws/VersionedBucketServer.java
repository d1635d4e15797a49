package io.orderwire.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderwire.aws.VersionedBucket.Marker;
import io.orderwire.aws.VersionedBucket.Page;
import io.orderwire.aws.VersionedBucket.Version;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Speaks of one [VersionedBucket] as S3 does over HTTP: PutObject, GetObject, DeleteObject,
/// ListObjectsV2, ListObjectVersions and DeleteObjects, with the elements and errors of their pages
/// in https://docs.aws.amazon.com/AmazonS3/latest/API/. Addresses are path-style, signatures are
/// not looked at.
final class VersionedBucketServer implements AutoCloseable {
  private static final int MOST_AT_ONCE = 1000;

  private final VersionedBucket bucket = new VersionedBucket();
  private final HttpServer server;

  @SuppressWarnings("ArrayRecordComponent") // written once, compared never
  private record Answer(int status, byte[] body) {
    static Answer of(String xml) {
      return new Answer(200, xml.getBytes(StandardCharsets.UTF_8));
    }

    static Answer refused(int status, String code) {
      String xml = "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>";
      return new Answer(status, xml.getBytes(StandardCharsets.UTF_8));
    }
  }

  VersionedBucketServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException busy) {
      throw new UncheckedIOException(busy);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  VersionedBucket bucket() {
    return bucket;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer = answer(exchange, body);
      exchange.getResponseHeaders().set("Content-Type", "application/xml");
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private Answer answer(HttpExchange exchange, byte[] body) {
    Map<String, String> query = query(exchange.getRequestURI());
    String path = exchange.getRequestURI().getPath().substring(1);
    int slash = path.indexOf('/');
    String key = slash < 0 ? "" : path.substring(slash + 1);
    return switch (exchange.getRequestMethod()) {
      case "PUT" -> put(exchange, key, body);
      case "GET" -> key.isEmpty() ? list(query) : get(key);
      case "DELETE" -> {
        bucket.remove(key, Optional.ofNullable(query.get("versionId")));
        yield new Answer(204, new byte[0]);
      }
      case "POST" -> delete(exchange, body);
      default -> Answer.refused(405, "MethodNotAllowed");
    };
  }

  private Answer put(HttpExchange exchange, String key, byte[] body) {
    boolean chunked = exchange.getRequestHeaders().containsKey("x-amz-decoded-content-length");
    boolean onlyWhereAbsent = "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    return bucket.put(key, chunked ? unchunked(body) : body, onlyWhereAbsent)
        ? new Answer(200, new byte[0])
        : Answer.refused(412, "PreconditionFailed");
  }

  private Answer get(String key) {
    return bucket
        .get(key)
        .map(bytes -> new Answer(200, bytes))
        .orElseGet(() -> Answer.refused(404, "NoSuchKey"));
  }

  private Answer list(Map<String, String> query) {
    return query.containsKey("versions") ? versions(query) : keys(query);
  }

  private Answer keys(Map<String, String> query) {
    String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
    List<String> rest =
        bucket.keys(query.getOrDefault("prefix", "")).stream()
            .filter(key -> key.compareTo(after) > 0)
            .toList();
    List<String> page = rest.subList(0, Math.min(most(query), rest.size()));
    StringBuilder xml = new StringBuilder("<ListBucketResult>");
    element(xml, "IsTruncated", String.valueOf(page.size() < rest.size()));
    if (page.size() < rest.size()) {
      element(xml, "NextContinuationToken", page.getLast());
    }
    page.forEach(
        key -> {
          xml.append("<Contents>");
          element(xml, "Key", encoded(key, query));
          xml.append("</Contents>");
        });
    return Answer.of(xml.append("</ListBucketResult>").toString());
  }

  private Answer versions(Map<String, String> query) {
    Optional<Marker> after =
        Optional.ofNullable(query.get("key-marker"))
            .map(key -> new Marker(key, Optional.ofNullable(query.get("version-id-marker"))));
    Page page = bucket.versions(query.getOrDefault("prefix", ""), after, most(query));
    StringBuilder xml = new StringBuilder("<ListVersionsResult>");
    element(xml, "IsTruncated", String.valueOf(page.truncated()));
    if (page.truncated()) {
      element(xml, "NextKeyMarker", encoded(page.versions().getLast().key(), query));
      element(xml, "NextVersionIdMarker", page.versions().getLast().id());
    }
    for (Version version : page.versions()) {
      String kind = version.isMarker() ? "DeleteMarker" : "Version";
      xml.append('<').append(kind).append('>');
      element(xml, "Key", encoded(version.key(), query));
      element(xml, "VersionId", version.id());
      element(xml, "IsLatest", String.valueOf(version.latest()));
      xml.append("</").append(kind).append('>');
    }
    return Answer.of(xml.append("</ListVersionsResult>").toString());
  }

  /// Answers 200 whatever becomes of the single versions: what is refused stands in the body.
  private Answer delete(HttpExchange exchange, byte[] body) {
    boolean checked =
        exchange.getRequestHeaders().keySet().stream()
            .anyMatch(
                name ->
                    name.toLowerCase(java.util.Locale.ROOT)
                        .matches("content-md5|x-amz-checksum-.*"));
    if (!checked) {
      return Answer.refused(400, "InvalidRequest");
    }
    Document asked = parsed(body);
    NodeList objects = asked.getElementsByTagName("Object");
    if (objects.getLength() == 0 || objects.getLength() > MOST_AT_ONCE) {
      return Answer.refused(400, "MalformedXML");
    }
    boolean quiet = text(asked.getDocumentElement(), "Quiet").equals(Optional.of("true"));
    StringBuilder xml = new StringBuilder("<DeleteResult>");
    for (int index = 0; index < objects.getLength(); index++) {
      Element object = (Element) objects.item(index);
      String key = text(object, "Key").orElseThrow();
      Optional<String> id = text(object, "VersionId");
      Optional<String> refusal = bucket.remove(key, id);
      if (refusal.isPresent() || !quiet) {
        String kind = refusal.isPresent() ? "Error" : "Deleted";
        xml.append('<').append(kind).append('>');
        element(xml, "Key", key);
        id.ifPresent(each -> element(xml, "VersionId", each));
        refusal.ifPresent(code -> element(xml, "Code", code));
        xml.append("</").append(kind).append('>');
      }
    }
    return Answer.of(xml.append("</DeleteResult>").toString());
  }

  private static int most(Map<String, String> query) {
    return Math.min(MOST_AT_ONCE, Integer.parseInt(query.getOrDefault("max-keys", "1000")));
  }

  private static String encoded(String key, Map<String, String> query) {
    return "url".equals(query.get("encoding-type"))
        ? URLEncoder.encode(key, StandardCharsets.UTF_8)
        : key;
  }

  private static void element(StringBuilder xml, String name, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    xml.append('<').append(name).append('>').append(escaped);
    xml.append("</").append(name).append('>');
  }

  private static Optional<String> text(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return found.getLength() == 0 ? Optional.empty() : Optional.of(found.item(0).getTextContent());
  }

  private static Document parsed(byte[] xml) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml));
    } catch (ParserConfigurationException | SAXException | IOException unreadable) {
      throw new IllegalArgumentException(unreadable);
    }
  }

  private static Map<String, String> query(URI address) {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = address.getRawQuery();
    for (String pair : (raw == null ? "" : raw).split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(
          parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  /// The body of a write is sent in chunks, `{hex size}[;…]\r\n{bytes}\r\n`, up to one of size 0.
  private static byte[] unchunked(byte[] body) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int end = at;
      while (body[end] != '\r') {
        end++;
      }
      String head = new String(body, at, end - at, StandardCharsets.US_ASCII);
      int size = Integer.parseInt(head.split(";", 2)[0], 16);
      if (size == 0) {
        return whole.toByteArray();
      }
      whole.write(body, end + 2, size);
      at = end + 2 + size + 2;
    }
  }
}
