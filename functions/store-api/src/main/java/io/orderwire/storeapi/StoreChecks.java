package io.orderwire.storeapi;

import io.orderwire.connector.Descriptor;
import io.orderwire.connector.Descriptor.CredentialField;
import io.orderwire.connector.Descriptor.OptionField;
import io.orderwire.engine.CartIdleness;
import io.orderwire.engine.Rhythm;
import io.orderwire.engine.SubscriptionCare;
import io.orderwire.port.Credentials;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Checks what a store is given against the facts of its platform. Values of credentials are never
/// repeated in what is said about them.
final class StoreChecks {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_CREDENTIALS = 3_500;

  /// What every store may set, whatever its platform.
  private static final List<OptionField> COMMON_OPTIONS =
      List.of(
          new OptionField(
              Rhythm.INTERVAL_OPTION,
              "Minutes between polls",
              "a whole number from 1 to 1440",
              "[1-9][0-9]{0,2}|1[0-3][0-9]{2}|14[0-3][0-9]|1440",
              ""),
          new OptionField(
              "initial_look_back_hours",
              "Hours that the first poll looks back",
              "a whole number from 0 to 9999",
              "[0-9]{1,4}",
              "24"),
          new OptionField(
              CartIdleness.OPTION,
              "Minutes after which an idle cart is abandoned",
              "a whole number from 5 to 43200",
              "[5-9]|[1-9][0-9]{1,3}|[1-3][0-9]{4}|4[0-2][0-9]{3}|43[01][0-9]{2}|43200",
              Long.toString(CartIdleness.STANDARD_MINUTES)));

  /// What a store may set whose platform sends webhooks.
  private static final List<OptionField> WEBHOOK_OPTIONS =
      List.of(
          new OptionField(
              SubscriptionCare.OPTION,
              "Who registers webhooks",
              "automatic: Orderwire, by API; by_hand: the merchant, as the manual steps say",
              "automatic|by_hand",
              "automatic"),
          new OptionField(
              Rhythm.WATCH_OPTION,
              "Minutes between checks of the webhooks",
              "a whole number from 1 to 1440",
              "[1-9][0-9]{0,2}|1[0-3][0-9]{2}|14[0-3][0-9]|1440",
              "15"));

  private final Descriptor platform;
  private final boolean privateAllowed;

  StoreChecks(Descriptor platform, boolean privateAllowed) {
    this.platform = platform;
    this.privateAllowed = privateAllowed;
  }

  static List<OptionField> options(Descriptor platform) {
    List<OptionField> all = new ArrayList<>(platform.options());
    all.addAll(COMMON_OPTIONS);
    if (platform.webhooks().areSent()) {
      all.addAll(WEBHOOK_OPTIONS);
    }
    return all;
  }

  static Optional<String> name(Form form) {
    return form.text("name")
        .map(String::strip)
        .filter(
            name -> {
              boolean fits = !name.isEmpty() && name.length() <= LONGEST_NAME;
              if (!fits) {
                form.wrong("name", "the name is empty or too long", "use 1 to 200 characters");
              }
              return fits;
            });
  }

  /// The base address without a slash at its end.
  Optional<URI> baseUrl(Form form) {
    Optional<String> text = form.text("base_url").map(String::strip);
    Optional<URI> address = text.flatMap(this::address);
    if (text.isPresent() && address.isEmpty()) {
      form.wrong(
          "base_url",
          "this is not the address of a %s store".formatted(platform.name()),
          "write it like " + platform.baseUrlExample());
      return Optional.empty();
    }
    return address.filter(given -> !WebAddress.isRefused(given, privateAllowed, form, "base_url"));
  }

  private Optional<URI> address(String text) {
    String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    // Where private carts are allowed a simulated shop stands in for a real one of any platform.
    boolean standsIn = privateAllowed && trimmed.matches("https?://.+");
    return WebAddress.parse(trimmed)
        .filter(address -> standsIn || trimmed.matches(platform.baseUrlPattern()))
        .filter(address -> address.getQuery() == null);
  }

  /// The credentials that a form makes of those there are: given ones replace, `null` takes away.
  /// The secret that signs webhooks is kept as the previous one when it is replaced, so that
  /// deliveries on their way stay valid. What an authorization granted belongs to the access that
  /// it gave: with another one it goes, unless it is given as well.
  Credentials credentials(Form form, Credentials held) {
    Map<String, String> values = new TreeMap<>(held.values());
    form.object("credentials").ifPresent(given -> merge(given, values));
    Credentials merged = new Credentials(values);
    if (values.toString().length() > LONGEST_CREDENTIALS) {
      form.wrong("credentials", "the credentials are too long together", "check what was pasted");
    }
    return merged;
  }

  private void merge(Form given, Map<String, String> values) {
    Set<String> known = new LinkedHashSet<>();
    platform.credentials().forEach(field -> known.add(field.key()));
    String signing = platform.webhooks().secretField();
    String previous = Credentials.previous(signing);
    if (platform.webhooks().areSent()) {
      known.add(previous);
    }
    given.only(known);
    boolean otherAccess = false;
    for (CredentialField field : platform.credentials()) {
      Optional<String> old = Optional.ofNullable(values.get(field.key()));
      Optional<String> fresh = value(given, field);
      if (given.isNull(field.key())) {
        values.remove(field.key());
      }
      fresh.ifPresent(value -> values.put(field.key(), value));
      otherAccess |= field.required() && !old.equals(Optional.ofNullable(values.get(field.key())));
      boolean rotated = fresh.isPresent() && old.isPresent() && !old.equals(fresh);
      if (rotated && field.key().equals(signing)) {
        old.ifPresent(value -> values.put(previous, value));
      }
    }
    if (otherAccess) {
      platform.credentials().stream()
          .filter(field -> field.granted() && !given.has(field.key()))
          .forEach(field -> values.remove(field.key()));
    }
    if (given.has(previous)) {
      values.remove(previous);
      given.text(previous).ifPresent(value -> values.put(previous, value));
    }
  }

  private static Optional<String> value(Form given, CredentialField field) {
    return given
        .text(field.key())
        .filter(
            value -> {
              boolean fits = value.matches(field.pattern());
              if (!fits) {
                given.wrong(
                    field.key(),
                    "%s does not look like one".formatted(field.label()),
                    "expected is %s; %s".formatted(field.pattern(), field.help()));
              }
              return fits;
            });
  }

  /// True if the credentials allow calls to the cart, false if webhooks are all there is. Says what
  /// is missing if they are neither.
  boolean canCall(Form form, Credentials credentials) {
    List<CredentialField> needed =
        platform.credentials().stream().filter(CredentialField::required).toList();
    List<CredentialField> missing =
        needed.stream().filter(field -> credentials.value(field.key()).isEmpty()).toList();
    boolean signs = credentials.value(platform.webhooks().secretField()).isPresent();
    if (missing.isEmpty()) {
      return true;
    }
    if (missing.size() < needed.size() || !signs) {
      String remedy =
          platform.webhooks().areSent()
              ? "give all that calls need, or only %s to work by webhooks alone"
                  .formatted(platform.webhooks().secretField())
              : "give all that calls need: no webhooks are sent";
      missing.forEach(
          field ->
              form.wrongWithin("credentials", field.key(), field.label() + " is missing", remedy));
    }
    return false;
  }

  /// The options that a form makes of those there are: given ones replace, `null` takes away.
  Map<String, String> options(Form form, Map<String, String> held) {
    Map<String, String> values = new TreeMap<>(held);
    form.object("options").ifPresent(given -> mergeOptions(given, values));
    return values;
  }

  private void mergeOptions(Form given, Map<String, String> values) {
    List<OptionField> fields = options(platform);
    Set<String> known = new LinkedHashSet<>();
    fields.forEach(field -> known.add(field.key()));
    given.only(known);
    for (OptionField field : fields) {
      if (given.isNull(field.key())) {
        values.remove(field.key());
      }
      given
          .text(field.key())
          .ifPresent(
              value -> {
                if (value.matches(field.pattern())) {
                  values.put(field.key(), value);
                } else {
                  given.wrong(
                      field.key(), field.label() + " cannot be \"" + value + "\"", field.help());
                }
              });
    }
  }
}
