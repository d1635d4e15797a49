package io.orderwire.engine;

import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.json.Json;
import io.orderwire.model.StoreId;
import io.orderwire.port.Stores;
import io.orderwire.port.Stores.Note;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Long jobs of stores as notes beside each store: how far each came, how it ended. A note is
/// replaced only as it was read, so of two messages of one job one gives way.
///
/// @param <J> the job; its id is a number that rises, or sorts as it rises
final class JobNotes<J extends JobNotes.Job> {
  /// How often something is tried anew that others change at the same time.
  static final int TRIES = 8;

  /// More than anybody asks for; older ones show no more.
  private static final int MOST = 100;

  /// One that nothing was heard of for so long has lost its message.
  private static final Duration LOST_AFTER = Duration.ofMinutes(20);

  private final Stores stores;
  private final Naming<J> naming;

  /// What is the same of all such jobs.
  interface Job {
    String id();

    StoreId storeId();

    /// When something was last heard of it.
    Instant touchedAt();

    boolean isOver();
  }

  /// What the jobs of a kind are called.
  ///
  /// @param word for people
  /// @param prefix of their notes
  record Naming<J>(String word, String prefix, Class<J> type) {}

  /// A job as it was read; its revision is needed to replace it.
  record Noted<J>(J job, long revision) {}

  JobNotes(Stores stores, Naming<J> naming) {
    this.stores = stores;
    this.naming = naming;
  }

  /// The id of the next one, of jobs that are numbered.
  static <J extends Job> String following(Optional<J> latest) {
    return Integer.toString(latest.map(each -> Integer.parseInt(each.id())).orElse(0) + 1);
  }

  /// Whether such an id can be one of a job that is numbered.
  static boolean isNumber(String id) {
    return id.matches("[1-9][0-9]{0,8}");
  }

  static boolean isLost(Job job, Instant now) {
    return !job.isOver() && job.touchedAt().plus(LOST_AFTER).isBefore(now);
  }

  /// False if there is one of that id already.
  boolean add(J job) {
    return stores.saveNote(job.storeId(), note(job, 0));
  }

  Optional<Noted<J>> find(StoreId storeId, String id) {
    return stores.note(storeId, name(id)).map(this::noted);
  }

  /// The newest first.
  List<J> list(StoreId storeId) {
    return newest(storeId, MOST);
  }

  /// The newest first, `most` at most.
  List<J> newest(StoreId storeId, int most) {
    return stores.notes(storeId, naming.prefix(), most).stream()
        .map(note -> noted(note).job())
        .toList();
  }

  /// Replaces what was read. The new revision, or empty if somebody else was first.
  Optional<Noted<J>> save(long revision, J changed) {
    return stores.saveNote(changed.storeId(), note(changed, revision))
        ? Optional.of(new Noted<>(changed, revision + 1))
        : Optional.empty();
  }

  /// Changes one unless it is over; empty if there is none or it is.
  Optional<J> change(StoreId storeId, String id, UnaryOperator<J> change) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<Noted<J>> held = find(storeId, id).filter(each -> !each.job().isOver());
      if (held.isEmpty()) {
        return Optional.empty();
      }
      Optional<Noted<J>> saved = save(held.get().revision(), change.apply(held.get().job()));
      if (saved.isPresent()) {
        return saved.map(Noted::job);
      }
    }
    throw busy("%s %s is being changed by many at once".formatted(naming.word(), id));
  }

  FaultException tooManyAsk() {
    return busy("many %ss are asked for at once".formatted(naming.word()));
  }

  private static FaultException busy(String reason) {
    return new FaultException(Fault.of(Category.UNAVAILABLE, reason));
  }

  /// Numbers have leading zeros in the name, so that they sort as they rise.
  private String name(String id) {
    return naming.prefix()
        + (isNumber(id) ? String.format(Locale.ROOT, "%010d", Integer.parseInt(id)) : id);
  }

  private Note note(J job, long revision) {
    return new Note(name(job.id()), Json.toTree(job), revision);
  }

  private Noted<J> noted(Note note) {
    return new Noted<>(Json.read(Json.bytes(note.content()), naming.type()), note.revision());
  }
}
