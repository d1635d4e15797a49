package io.orderwire.storeapi;

import io.orderwire.port.DeadLetterQueues.Name;
import io.orderwire.port.DeadLetterQueues.Standing;
import io.orderwire.storeapi.Router.PathValues;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the queues put aside because nobody could work it off: how much there is, and trying it
/// again.
final class DeadLetterRoutes {
  private static final Set<String> FIELDS = new LinkedHashSet<>(List.of("queue"));

  private final World world;

  /// What becomes of the letters of a queue.
  ///
  /// @param waiting about how many there are
  record Redriven(Name queue, long waiting, Outcome outcome) {
    enum Outcome {
      STARTED,
      /// They were being moved back already.
      UNDER_WAY,
      NOTHING_WAITS
    }
  }

  DeadLetterRoutes(World world) {
    this.world = world;
  }

  void addTo(Router router) {
    router
        .route("GET", "v1/dead-letters", this::list)
        .route("POST", "v1/dead-letters/redrive", this::redrive);
  }

  private ApiReply list(ApiRequest request, PathValues values) {
    return ApiReply.ok(
        ItemPage.whole(world.deadLetters().standings().stream().map(DeadLettersView::of).toList()));
  }

  private ApiReply redrive(ApiRequest request, PathValues values) {
    Optional<Form> form = Form.readIfSent(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(Problem.notJson("send {\"queue\": \"intake\"}, or nothing for all"));
    }
    form.get().only(FIELDS);
    List<Name> names = names(form.get());
    if (!form.get().errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(form.get().errors()));
    }
    return ApiReply.accepted(
        ItemPage.whole(
            world.deadLetters().standings().stream()
                .filter(standing -> names.contains(standing.name()))
                .map(this::redriven)
                .toList()));
  }

  private Redriven redriven(Standing standing) {
    if (standing.beingRedriven()) {
      return new Redriven(standing.name(), standing.waiting(), Redriven.Outcome.UNDER_WAY);
    }
    if (standing.waiting() == 0) {
      return new Redriven(standing.name(), 0, Redriven.Outcome.NOTHING_WAITS);
    }
    world.deadLetters().redrive(standing.name());
    return new Redriven(standing.name(), standing.waiting(), Redriven.Outcome.STARTED);
  }

  /// All that can be redriven, unless one is named.
  private static List<Name> names(Form form) {
    List<Name> all = Arrays.stream(Name.values()).filter(Name::canBeRedriven).toList();
    Optional<String> text = form.text("queue");
    List<Name> named =
        all.stream().filter(name -> text.filter(word(name)::equals).isPresent()).toList();
    if (text.isPresent() && named.isEmpty()) {
      form.wrong(
          "queue",
          "\"%s\" is no queue that can be redriven".formatted(text.get()),
          "use one of "
              + all.stream().map(DeadLetterRoutes::word).collect(Collectors.joining(", ")));
    }
    return text.isPresent() ? named : all;
  }

  private static String word(Name name) {
    return name.name().toLowerCase(Locale.ROOT);
  }
}
