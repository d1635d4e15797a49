package io.orderwire.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Breaks the template in one place, as `broken.yaml` lists them, and sees the check that guards
/// the place fail and say where.
class BrokenTemplateTest {

  record Broken(Checks guard, Deployment.Edit edit, String said) {
    static Broken of(JsonNode entry) {
      return new Broken(
          Checks.valueOf(entry.path("check").asText()),
          new Deployment.Edit(
              entry.path("file").asText(),
              entry.path("replace").asText(),
              entry.path("by").asText()),
          entry.path("said").asText());
    }
  }

  static List<Broken> cases() {
    JsonNode listed =
        TemplateReader.read(
            Deployment.text("infra/system-tests/src/test/resources/template/broken.yaml"));
    return StreamSupport.stream(listed.spliterator(), false).map(Broken::of).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isSeen(Broken broken) {
    assertThat(broken.guard().check().violations(Deployment.read(broken.edit())))
        .anySatisfy(violation -> assertThat(violation).contains(broken.said()));
  }

  @Test
  void everyCheckIsSeenToFail() {
    Set<Checks> failed = cases().stream().map(Broken::guard).collect(Collectors.toSet());
    assertThat(failed).isEqualTo(EnumSet.allOf(Checks.class));
  }
}
