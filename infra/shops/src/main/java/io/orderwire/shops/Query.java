package io.orderwire.shops;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A query string in the order it was sent, names may repeat.
public record Query(List<Parameter> parameters) {

  /// One decoded name and value.
  public record Parameter(String name, String value) {}

  public Query {
    parameters = List.copyOf(parameters);
  }

  public static Query parse(String text) {
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : text.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.add(new Parameter(decode(name), decode(value)));
    }
    return new Query(parameters);
  }

  public Optional<String> first(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).map(Parameter::value).findFirst();
  }

  /// All values of `name`, `name[]` and `name[0]`, …, commas split: PHP's and Rails' ways to send a
  /// list.
  public List<String> all(String name) {
    return parameters.stream()
        .filter(p -> p.name().equals(name) || p.name().startsWith(name + "["))
        .flatMap(p -> java.util.Arrays.stream(p.value().split(",")))
        .filter(value -> !value.isBlank())
        .toList();
  }

  public boolean has(String name) {
    return first(name).isPresent();
  }

  /// Without one name.
  public Query without(String name) {
    return new Query(parameters.stream().filter(p -> !p.name().equals(name)).toList());
  }

  /// With one name set to one value, at the end.
  public Query with(String name, String value) {
    List<Parameter> changed = new ArrayList<>(without(name).parameters());
    changed.add(new Parameter(name, value));
    return new Query(changed);
  }

  /// The encoded query string.
  public String encoded() {
    return parameters.stream()
        .map(p -> encode(p.name()) + "=" + encode(p.value()))
        .collect(Collectors.joining("&"));
  }

  static String decodePath(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
