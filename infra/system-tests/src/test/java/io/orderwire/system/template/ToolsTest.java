package io.orderwire.system.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What AWS's own tools say of the template, on a machine that has them: cfn-lint, and the
/// translator that `sam deploy` and CloudFormation use. Neither is needed to build.
class ToolsTest {
  @TempDir private Path folder;

  private record Run(int exit, String output, String errors) {}

  @Test
  void cfnLintHasNothingToSay() throws IOException, InterruptedException {
    assumeTrue(
        hasVersion("1.51", "cfn-lint", "--version"),
        "cfn-lint 1.51 or later is not installed: nothing is linted");
    List<String> command = new ArrayList<>(List.of("cfn-lint", "--non-zero-exit-code", "warning"));
    Deployment.read()
        .templates()
        .forEach(template -> command.add(Deployment.ROOT.resolve(template.file()).toString()));
    Run run = run(command);
    assertThat(run.exit()).as(run.output() + run.errors()).isZero();
  }

  @Test
  void samMakesNoRoleOrPolicyOfItsOwn() throws IOException, InterruptedException {
    assumeTranslator();
    Deployment deployment = Deployment.read();
    JsonNode made = new ObjectMapper().readTree(translated().output()).path("Resources");

    assertThat(ids(made, "AWS::IAM::Role")).isEqualTo(ids(deployment, "AWS::IAM::Role"));
    assertThat(ids(made, "AWS::IAM::ManagedPolicy")).isEmpty();
    assertThat(made.toString()).doesNotContain("ManagedPolicyArns");
    assertThat(ids(made, "AWS::Lambda::Alias")).hasSameSizeAs(deployment.functions());
  }

  @Test
  void everySourceCallsTheAlias() throws IOException, InterruptedException {
    assumeTranslator();
    JsonNode made = new ObjectMapper().readTree(translated().output()).path("Resources");
    for (JsonNode resource : made) {
      JsonNode properties = resource.path("Properties");
      switch (resource.path("Type").asText()) {
        case "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Permission" ->
            assertThat(properties.path("FunctionName").path("Ref").asText()).endsWith("Aliaslive");
        case "AWS::ApiGatewayV2::Integration" ->
            assertThat(properties.path("IntegrationUri").path("Ref").asText())
                .endsWith("Aliaslive");
        case "AWS::Scheduler::Schedule" ->
            assertThat(properties.path("Target").path("Arn").path("Ref").asText())
                .endsWith("Aliaslive");
        default -> {}
      }
    }
  }

  private void assumeTranslator() throws InterruptedException {
    assumeTrue(
        hasVersion(
            "1.110", "python3", "-c", "import samtranslator; print(samtranslator.__version__)"),
        "the Python package samtranslator 1.110 or later is not installed: nothing is translated");
  }

  private Run translated() throws IOException, InterruptedException {
    Path script =
        Deployment.ROOT.resolve("infra/system-tests/src/test/resources/template/translate.py");
    Path template = Deployment.ROOT.resolve("template.yaml");
    Run run = run(List.of("python3", script.toString(), template.toString()));
    assertThat(run.exit()).as(run.errors()).isZero();
    return run;
  }

  private static Set<String> ids(JsonNode resources, String type) {
    Set<String> ids = new TreeSet<>();
    resources
        .properties()
        .forEach(
            resource -> {
              if (resource.getValue().path("Type").asText().equals(type)) {
                ids.add(resource.getKey());
              }
            });
    return ids;
  }

  private static Set<String> ids(Deployment deployment, String type) {
    Set<String> ids = new TreeSet<>();
    deployment.main().resources(type).forEach(resource -> ids.add(resource.id()));
    return ids;
  }

  /// Older ones do not know what the template uses. The version is the last word of the output.
  private boolean hasVersion(String least, String... command) throws InterruptedException {
    try {
      Run run = run(List.of(command));
      String version = run.output().strip().replaceFirst(".*\\s", "");
      return run.exit() == 0 && Version.parse(version).compareTo(Version.parse(least)) >= 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  private Run run(List<String> command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException(command + " did not end within two minutes");
    }
    return new Run(
        process.exitValue(),
        Files.readString(output, StandardCharsets.UTF_8),
        Files.readString(errors, StandardCharsets.UTF_8));
  }
}
