package io.orderwire.engine;

import io.orderwire.json.Json;
import io.orderwire.model.StoreId;
import io.orderwire.port.Stores;
import io.orderwire.port.Stores.Note;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a store's subscriptions stood when they were last looked at. Kept as a note beside the
/// store.
///
/// @param address where deliveries are to go
/// @param secretMark changes whenever the store's credentials do, and with them perhaps the secret
/// @param checkedAt by Orderwire's clock
/// @param soundAt the last check that found every wanted one alive
/// @param gapFrom what changed since then was missed and is not asked for yet
/// @param unheard orders in a row that came by polling although subscriptions stood; a delivery
/// sets it back
/// @param refused topics that the platform will not send
/// @param versions API versions of the bodies, where they differ from the one that is read
public record SubscriptionState(
    String address,
    String secretMark,
    Instant checkedAt,
    Optional<Instant> soundAt,
    Optional<Instant> gapFrom,
    int unheard,
    List<Refusal> refused,
    List<String> versions) {
  private static final String NAME = "subscriptions";

  public SubscriptionState {
    refused = List.copyOf(refused);
    versions = List.copyOf(versions);
  }

  /// A topic that the platform will not send.
  ///
  /// @param at when it was asked last
  public record Refusal(String topic, String reason, String remedy, Instant at) {}

  /// A state as it was read; its revision is needed to replace it.
  public record Held(Optional<SubscriptionState> state, long revision) {}

  public static Held read(Stores stores, StoreId id) {
    Optional<Note> note = stores.note(id, NAME);
    return new Held(
        note.map(each -> Json.read(Json.bytes(each.content()), SubscriptionState.class)),
        note.map(Note::revision).orElse(0L));
  }

  /// Replaces what was read. False if somebody else did.
  public boolean save(Stores stores, StoreId id, long revision) {
    return stores.saveNote(id, new Note(NAME, Json.toTree(this), revision));
  }

  public SubscriptionState withUnheard(int orders) {
    return new SubscriptionState(
        address, secretMark, checkedAt, soundAt, gapFrom, orders, refused, versions);
  }

  public SubscriptionState withGapFrom(Optional<Instant> from) {
    return new SubscriptionState(
        address, secretMark, checkedAt, soundAt, from, unheard, refused, versions);
  }

  /// True if the topic was refused at or after `since`.
  boolean refusedSince(String topic, Instant since) {
    return refused.stream()
        .anyMatch(each -> each.topic().equals(topic) && !each.at().isBefore(since));
  }
}
