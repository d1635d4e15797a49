package io.orderwire.port;

import java.time.Instant;
import java.util.Optional;

/// The first answers to writes that came with a key of their caller's, so that the same write is
/// not done twice. All faults of the world come as `FaultException`.
public interface FirstAnswers {

  /// Begins the work under a key unless another one was begun before. Who lost the answer to this
  /// may ask again.
  Begun begin(Work work, Instant now);

  /// Keeps the answer to work that was begun. Nothing changes if others took the work over.
  void answer(Work work, String answer);

  /// Lets go of the key of work that came to nothing. Nothing changes if others took it over.
  void giveUp(Work work);

  /// What is to be done under a key.
  ///
  /// @param key of one caller, hashed
  /// @param request what tells this request from others under the same key
  /// @param id tells it from others for the same request; drawn for it alone
  /// @param until who has not answered by then is taken for dead
  /// @param expiresAt from when on the key is as good as new
  record Work(String key, String request, String id, Instant until, Instant expiresAt) {}

  /// How work stands that is begun.
  sealed interface Begun {
    /// It is this caller's to do.
    record Now() implements Begun {}

    /// The first one is still at it.
    record Running() implements Begun {}

    record Answered(String answer) implements Begun {}

    /// The key stands for another request.
    record Other() implements Begun {}

    /// What stands under a key tells how a request stands that found it taken.
    static Begun of(String request, String held, Optional<String> answer) {
      if (!held.equals(request)) {
        return new Other();
      }
      return answer.<Begun>map(Answered::new).orElseGet(Running::new);
    }
  }
}
