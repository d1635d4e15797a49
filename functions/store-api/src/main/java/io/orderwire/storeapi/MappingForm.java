package io.orderwire.storeapi;

import com.fasterxml.jackson.core.JsonPointer;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.model.CancellationState;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.PaymentState;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a form makes of a store's mapping: given values replace, `null` takes away. The number
/// stays as it is: what differs becomes a new version where it is saved.
final class MappingForm {
  private static final Set<String> PARTS =
      new LinkedHashSet<>(
          List.of("payment", "fulfilment", "cancellation", "custom_fields", "policies"));
  private static final Set<String> POLICIES =
      new LinkedHashSet<>(
          List.of(
              "read",
              "authorized_is_secured",
              "offline_methods",
              "announce_drafts",
              "accept_test_orders",
              "variance_tolerance",
              "hold_unexplained"));

  private MappingForm() {}

  static StoreMapping mapping(Form form, StoreMapping held) {
    Optional<Form> given = form.object("mapping");
    if (given.isEmpty()) {
      return held;
    }
    Form mapping = given.get();
    mapping.only(PARTS);
    return new StoreMapping(
        held.version(),
        states(mapping, "payment", held.payment(), PaymentState.class),
        states(mapping, "fulfilment", held.fulfilment(), FulfilmentState.class),
        states(mapping, "cancellation", held.cancellation(), CancellationState.class),
        customFields(mapping, held.customFields()),
        policies(mapping, held.policies()));
  }

  /// The same mapping with another read policy.
  static StoreMapping reading(StoreMapping mapping, ReadPolicy read) {
    Policies held = mapping.policies();
    Policies policies =
        new Policies(
            read,
            held.authorizedIsSecured(),
            held.offlineMethods(),
            held.announceDrafts(),
            held.acceptTestOrders(),
            held.varianceTolerance(),
            held.holdUnexplained());
    return new StoreMapping(
        mapping.version(),
        mapping.payment(),
        mapping.fulfilment(),
        mapping.cancellation(),
        mapping.customFields(),
        policies);
  }

  private static <T extends Enum<T>> Map<String, T> states(
      Form mapping, String part, Map<String, T> held, Class<T> type) {
    Map<String, T> states = new TreeMap<>(held);
    mapping
        .object(part)
        .ifPresent(
            given -> {
              for (String raw : given.fields()) {
                String word = raw.toLowerCase(Locale.ROOT);
                if (given.isNull(raw)) {
                  states.remove(word);
                }
                constant(given, raw, type).ifPresent(state -> states.put(word, state));
              }
            });
    return states;
  }

  private static <T extends Enum<T>> Optional<T> constant(Form form, String field, Class<T> type) {
    Optional<String> text = form.text(field);
    Optional<T> found =
        text.flatMap(
            word ->
                Arrays.stream(type.getEnumConstants())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst());
    if (text.isPresent() && found.isEmpty()) {
      String known =
          Arrays.stream(type.getEnumConstants())
              .map(each -> each.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
      form.wrong(field, "\"" + text.get() + "\" is not one of the values", "use one of " + known);
    }
    return found;
  }

  private static Map<String, String> customFields(Form mapping, Map<String, String> held) {
    Map<String, String> fields = new TreeMap<>(held);
    mapping
        .object("custom_fields")
        .ifPresent(
            given -> {
              for (String name : given.fields()) {
                if (given.isNull(name)) {
                  fields.remove(name);
                }
                given
                    .text(name)
                    .filter(pointer -> isPointer(given, name, pointer))
                    .ifPresent(pointer -> fields.put(name, pointer));
              }
            });
    return fields;
  }

  private static boolean isPointer(Form form, String name, String text) {
    try {
      if (!JsonPointer.compile(text).matches()) {
        return true;
      }
      form.wrong(name, "this names the whole payload", "write it like /meta_data/0/value");
      return false;
    } catch (IllegalArgumentException noPointer) {
      form.wrong(name, "this is not a JSON pointer", "write it like /meta_data/0/value");
      return false;
    }
  }

  private static Policies policies(Form mapping, Policies held) {
    Optional<Form> given = mapping.object("policies");
    if (given.isEmpty()) {
      return held;
    }
    Form form = given.get();
    form.only(POLICIES);
    return new Policies(
        constant(form, "read", ReadPolicy.class).orElse(held.read()),
        form.flag("authorized_is_secured").orElse(held.authorizedIsSecured()),
        form.texts("offline_methods")
            .<Set<String>>map(LinkedHashSet::new)
            .orElse(held.offlineMethods()),
        form.flag("announce_drafts").orElse(held.announceDrafts()),
        form.flag("accept_test_orders").orElse(held.acceptTestOrders()),
        tolerance(form, held.varianceTolerance()),
        form.flag("hold_unexplained").orElse(held.holdUnexplained()));
  }

  private static Optional<BigDecimal> tolerance(Form form, Optional<BigDecimal> held) {
    String field = "variance_tolerance";
    if (form.isNull(field)) {
      return Optional.empty();
    }
    Optional<String> text = form.text(field);
    if (text.isEmpty()) {
      return held;
    }
    if (text.get().matches("[0-9]{1,12}([.][0-9]{1,6})?")) {
      return Optional.of(new BigDecimal(text.get()));
    }
    form.wrong(field, "this is not an amount", "write it like \"0.05\"");
    return held;
  }
}
