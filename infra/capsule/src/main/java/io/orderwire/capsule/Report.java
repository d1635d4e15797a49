package io.orderwire.capsule;

import io.orderwire.capsule.Replay.Replayed;
import io.orderwire.capsule.Verdict.Difference;
import io.orderwire.engine.Capsule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says in words what a replay found, a line for each version.
final class Report {
  private static final int SHOWN_HASH = 12;
  private static final int SHOWN_DIFFERENCES = 5;

  private Report() {}

  static List<String> of(Capsule capsule, List<Replayed> replayed) {
    Capsule.Content content = capsule.content();
    List<String> lines = new ArrayList<>();
    lines.add(
        "order %s of store %s (%s): %d receipts, %d versions; made %s; content is whole (sha256 %s…)"
            .formatted(
                content.order(),
                content.store().storeId(),
                content.store().platform(),
                content.receipts().size(),
                content.versions().size(),
                content.madeAt(),
                capsule.sha256().substring(0, SHOWN_HASH)));
    content.leftOut().forEach(each -> lines.add("not in the capsule: " + each));
    replayed.forEach(each -> lines.addAll(lines(content, each)));
    lines.add(sum(replayed));
    return lines;
  }

  /// True unless something was made anew and is other than recorded.
  static boolean agrees(List<Replayed> replayed) {
    return replayed.stream()
        .map(Replayed::verdict)
        .allMatch(
            verdict ->
                verdict instanceof Verdict.Same || verdict instanceof Verdict.NotReproducible);
  }

  private static List<String> lines(Capsule.Content content, Replayed replayed) {
    Capsule.Version version = replayed.version();
    List<String> lines = new ArrayList<>();
    lines.add(
        "version %d, %s by %s, mapping %d: %s"
            .formatted(
                version.version(),
                version.type().detailType(),
                version.cause().name().toLowerCase(Locale.ROOT),
                version.mappingVersion(),
                told(version, replayed.verdict())));
    if (replayed.verdict() instanceof Verdict.Different(List<Difference> differences)) {
      differences.stream()
          .limit(SHOWN_DIFFERENCES)
          .forEach(
              each ->
                  lines.add(
                      "  %s: recorded %s, made anew %s"
                          .formatted(each.path(), each.recorded(), each.madeAnew())));
      if (differences.size() > SHOWN_DIFFERENCES) {
        lines.add("  … and %d more".formatted(differences.size() - SHOWN_DIFFERENCES));
      }
    }
    if (!(replayed.verdict() instanceof Verdict.NotReproducible)) {
      otherConnector(content, version).ifPresent(lines::add);
    }
    return lines;
  }

  private static String told(Capsule.Version version, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Same(String sha256) ->
          "same bytes (sha256 %s…), %d places not compared"
              .formatted(sha256.substring(0, SHOWN_HASH), version.notCompared().size());
      case Verdict.Different(List<Difference> differences) ->
          "other bytes, first at " + differences.getFirst().path();
      case Verdict.NotRecorded(String instead) -> "not recorded this time: " + instead;
      case Verdict.NotReproducible(String reason) -> "cannot be made anew: " + reason;
    };
  }

  private static Optional<String> otherConnector(Capsule.Content content, Capsule.Version version) {
    return version.connectorVersion().equals(content.store().connectorVersion())
        ? Optional.empty()
        : Optional.of(
            "  recorded by connector %s, the capsule was made with %s"
                .formatted(version.connectorVersion(), content.store().connectorVersion()));
  }

  private static String sum(List<Replayed> replayed) {
    long same = count(replayed, Verdict.Same.class);
    long notReproducible = count(replayed, Verdict.NotReproducible.class);
    return "%d of %d versions made anew to the same bytes, %d otherwise, %d cannot be made anew"
        .formatted(
            same, replayed.size(), replayed.size() - same - notReproducible, notReproducible);
  }

  private static long count(List<Replayed> replayed, Class<? extends Verdict> kind) {
    return replayed.stream().filter(each -> kind.isInstance(each.verdict())).count();
  }
}
