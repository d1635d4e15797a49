package io.orderwire.storeapi;

import io.orderwire.message.EventType;
import io.orderwire.model.StoreId;
import io.orderwire.model.Transition;
import io.orderwire.port.EventSubscription.Selection;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        Choice.each(form, "event_types", held.eventTypes(), Choice.among(EventType.values())),
        Choice.each(form, "transitions", held.transitions(), Choice.among(Transition.values())),
        Choice.each(form, "stores", held.stores(), EventSubscriptionForm::store));
  }

  private static Choice<StoreId> store(String text) {
    return new Choice<>(StoreId.parse(text).optional(), "use ids of stores such as acme-eu");
  }
}
