package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a text of a list that somebody sent stands for.
///
/// @param value empty if it stands for nothing
/// @param remedy what to write instead
record Choice<T>(Optional<T> value, String remedy) {

  /// By their words in JSON.
  static <T> Function<String, Choice<T>> among(T[] values) {
    List<String> words = Arrays.stream(values).map(Json::toTree).map(JsonNode::asText).toList();
    return text ->
        new Choice<>(
            Arrays.stream(values)
                .filter(value -> Json.toTree(value).asText().equals(text))
                .findFirst(),
            "use one of " + String.join(", ", words));
  }

  /// The values of a list in a form, each once: `held` where the field is not given, none where it
  /// is `null`.
  static <T> List<T> each(
      Form form, String field, List<T> held, Function<String, Choice<T>> found) {
    if (form.isNull(field)) {
      return List.of();
    }
    Optional<List<String>> texts = form.texts(field);
    if (texts.isEmpty()) {
      return held;
    }
    List<T> values = new ArrayList<>();
    for (String text : texts.get()) {
      Choice<T> choice = found.apply(text);
      if (choice.value().isEmpty()) {
        form.wrong(field, "\"%s\" is not possible".formatted(text), choice.remedy());
      }
      choice.value().ifPresent(values::add);
    }
    return values.stream().distinct().toList();
  }
}
