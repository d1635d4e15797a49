package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.Json;
import io.orderwire.message.EventType;
import io.orderwire.model.StoreId;
import io.orderwire.model.Transition;
import io.orderwire.port.EventSubscription.Selection;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads what a subscription is given: what is there replaces, `null` takes away, the rest stays.
final class EventSubscriptionForm {
  private static final Set<String> FIELDS =
      new LinkedHashSet<>(List.of("url", "event_types", "transitions", "stores", "name"));
  private static final int LONGEST_URL = 2_000;

  private final Form form;
  private final boolean privateAllowed;

  EventSubscriptionForm(Form form, boolean privateAllowed) {
    this.form = form;
    this.privateAllowed = privateAllowed;
    form.only(FIELDS);
  }

  Optional<URI> url() {
    Optional<String> text = form.text("url").map(String::strip);
    Optional<URI> address =
        text.filter(given -> given.length() <= LONGEST_URL).flatMap(WebAddress::parse);
    if (text.isPresent() && address.isEmpty()) {
      form.wrong(
          "url",
          "this is no address that events can be sent to",
          "write it like https://hooks.example.com/orders, without a user and a fragment");
    }
    return address.filter(given -> !WebAddress.isRefused(given, privateAllowed, form, "url"));
  }

  Optional<String> name() {
    return StoreChecks.name(form);
  }

  Selection selection(Selection held) {
    return new Selection(
        each("event_types", held.eventTypes(), among(EventType.values())),
        each("transitions", held.transitions(), among(Transition.values())),
        each("stores", held.stores(), EventSubscriptionForm::store));
  }

  /// @param found the value of a text, or what to write instead
  private <T> List<T> each(String field, List<T> held, Function<String, Choice<T>> found) {
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

  private record Choice<T>(Optional<T> value, String remedy) {}

  private static Choice<StoreId> store(String text) {
    return new Choice<>(StoreId.parse(text).optional(), "use ids of stores such as acme-eu");
  }

  /// By their words in JSON.
  private static <T> Function<String, Choice<T>> among(T[] values) {
    List<String> words = Arrays.stream(values).map(Json::toTree).map(JsonNode::asText).toList();
    return text ->
        new Choice<>(
            Arrays.stream(values)
                .filter(value -> Json.toTree(value).asText().equals(text))
                .findFirst(),
            "use one of " + String.join(", ", words));
  }
}
