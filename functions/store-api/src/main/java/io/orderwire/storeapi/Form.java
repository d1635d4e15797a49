package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.json.Json;
import io.orderwire.json.JsonPlaces;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A JSON object that somebody sent. Everything wrong with it is collected, so that all of it can
/// be told at once.
final class Form {
  private final ObjectNode node;
  private final String pointer;
  private final List<FieldError> errors;

  private Form(ObjectNode node, String pointer, List<FieldError> errors) {
    this.node = node;
    this.pointer = pointer;
    this.errors = errors;
  }

  /// Empty if the body is no JSON object.
  static Optional<Form> read(byte[] body) {
    try {
      return Json.tree(body) instanceof ObjectNode object
          ? Optional.of(new Form(object, "", new ArrayList<>()))
          : Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /// As [#read], where nothing may be sent at all.
  static Optional<Form> readIfSent(byte[] body) {
    return body.length == 0
        ? Optional.of(new Form(Json.codec().createObjectNode(), "", new ArrayList<>()))
        : read(body);
  }

  List<FieldError> errors() {
    return List.copyOf(errors);
  }

  void wrong(String field, String detail, String remedy) {
    errors.add(FieldError.at(at(field), detail, remedy));
  }

  /// Something is wrong with a field of an object within this form, which may not even be there.
  void wrongWithin(String object, String field, String detail, String remedy) {
    errors.add(FieldError.at(at(object) + "/" + JsonPlaces.step(field), detail, remedy));
  }

  List<String> fields() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  boolean has(String field) {
    return node.has(field);
  }

  /// Given as `null`: to be taken away.
  boolean isNull(String field) {
    return node.path(field).isNull();
  }

  /// Refuses every field that is not one of these.
  void only(Set<String> known) {
    for (String field : fields()) {
      if (!known.contains(field)) {
        wrong(field, field + " is not known here", "known are " + String.join(", ", known));
      }
    }
  }

  Optional<String> text(String field) {
    return given(field)
        .flatMap(
            value -> {
              if (value.isTextual()) {
                return Optional.of(value.textValue());
              }
              wrong(field, field + " is not text", "write it in quotation marks");
              return Optional.empty();
            });
  }

  /// Text that must be there.
  Optional<String> required(String field, String remedy) {
    if (given(field).isEmpty()) {
      wrong(field, field + " is missing", remedy);
      return Optional.empty();
    }
    return text(field);
  }

  Optional<Boolean> flag(String field) {
    return given(field)
        .flatMap(
            value -> {
              if (value.isBoolean()) {
                return Optional.of(value.booleanValue());
              }
              wrong(field, field + " is neither true nor false", "write true or false");
              return Optional.empty();
            });
  }

  Optional<Instant> instant(String field) {
    return instant(field, text(field));
  }

  /// An instant that must be there.
  Optional<Instant> requiredInstant(String field, String remedy) {
    return instant(field, required(field, remedy));
  }

  private Optional<Instant> instant(String field, Optional<String> text) {
    Optional<Instant> instant = text.flatMap(Parameters::instant);
    if (text.isPresent() && instant.isEmpty()) {
      wrong(field, "\"" + text.get() + "\" is no instant", "write it like 2026-01-01T00:00:00Z");
    }
    return instant;
  }

  Optional<Long> wholeNumber(String field) {
    return given(field)
        .flatMap(
            value -> {
              if (value.canConvertToExactIntegral() && value.canConvertToLong()) {
                return Optional.of(value.longValue());
              }
              wrong(field, field + " is no whole number", "write it without quotation marks");
              return Optional.empty();
            });
  }

  /// A list of texts.
  Optional<List<String>> texts(String field) {
    return given(field)
        .flatMap(
            value -> {
              List<String> texts = new ArrayList<>();
              value.forEach(each -> texts.add(each.isTextual() ? each.textValue() : ""));
              if (value.isArray() && !texts.contains("")) {
                return Optional.of(texts);
              }
              wrong(field, field + " is not a list of texts", "write [\"…\", \"…\"]");
              return Optional.empty();
            });
  }

  /// A form within the form.
  Optional<Form> object(String field) {
    return given(field)
        .flatMap(
            value -> {
              if (value instanceof ObjectNode object) {
                return Optional.of(new Form(object, at(field), errors));
              }
              wrong(field, field + " is not an object", "write {\"name\": \"value\"}");
              return Optional.empty();
            });
  }

  private Optional<JsonNode> given(String field) {
    return Optional.of(node.path(field)).filter(value -> !value.isMissingNode() && !value.isNull());
  }

  private String at(String field) {
    return pointer + "/" + JsonPlaces.step(field);
  }
}
