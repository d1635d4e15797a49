package io.orderwire.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The template as it stands keeps every [Check]. That a check can fail is shown by
/// [BrokenTemplateTest].
class TemplateTest {

  @ParameterizedTest
  @EnumSource
  void holds(Checks claim) {
    assertThat(claim.check().violations(Deployment.read())).isEmpty();
  }

  /// `refused` is how many assertions say so; 0 is a choice that is whole.
  @ParameterizedTest
  @CsvSource({
    "IAM, '', '', 0",
    "JWT, https://login.example.com/, orderwire, 0",
    "JWT, '', orderwire, 1",
    "JWT, https://login.example.com/, '', 1",
    "JWT, '', '', 2",
    "IAM, https://login.example.com/, '', 1",
    "IAM, '', orderwire, 1",
  })
  void refusesHalfAChoiceOfAuthorizer(String way, String issuer, String audience, int refused) {
    Map<String, String> chosen =
        Map.of("ApiAuthorization", way, "JwtIssuer", issuer, "JwtAudience", audience);
    assertThat(new Values(Deployment.read().main(), chosen).refusals()).hasSize(refused);
  }

  @Test
  void everyParameterTellsWhatItIsFor() {
    for (Template template : Deployment.read().templates()) {
      assertThat(template.root().path("Parameters").properties())
          .as(template.file())
          .allSatisfy(
              parameter ->
                  assertThat(parameter.getValue().path("Description").asText()).isNotBlank());
    }
  }

  @Test
  void everyParameterIsOfferedInAGroup() {
    Template main = Deployment.read().main();
    List<String> offered = new java.util.ArrayList<>();
    main.root()
        .path("Metadata")
        .path("AWS::CloudFormation::Interface")
        .path("ParameterGroups")
        .forEach(group -> group.path("Parameters").forEach(name -> offered.add(name.asText())));
    assertThat(offered)
        .containsExactlyInAnyOrderElementsOf(
            main.root().path("Parameters").properties().stream().map(Map.Entry::getKey).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "rate(1 minute), true",
    "rate(5 minutes), true",
    "rate(1 minutes), false",
    "rate(5 minute), false",
    "rate(0 minutes), false",
    "rate(1 week), false",
    "every minute, false",
    "cron(0/5 * * * ? *), true",
    "'cron(15 10 ? * MON-FRI,SUN 2026-2030)', true",
    "cron(0 12 * * * *), false",
    "cron(0 12 ? * ? *), false",
    "cron(60 12 * * ? *), false",
    "cron(* * * * *), false",
  })
  void knowsScheduleExpressions(String expression, boolean valid) {
    assertThat(ScheduleExpression.fault(expression).isEmpty()).isEqualTo(valid);
  }
}
