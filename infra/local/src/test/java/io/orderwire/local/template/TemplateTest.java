package io.orderwire.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {
  private static final Surroundings HERE = new Surroundings("eu-central-2", "000000000000", "shop");

  @TempDir Path folder;

  private Template template(String text) throws IOException {
    return Template.load(Files.writeString(folder.resolve("template.yaml"), text));
  }

  /// Resolves the properties of the resource `R`; references answer with their own names.
  private JsonNode properties(String text, Map<String, String> parameters) throws IOException {
    Template template = template(text);
    References references =
        new References() {
          @Override
          public String ref(String logicalId) {
            return "ref-" + logicalId;
          }

          @Override
          public String attribute(String logicalId, String attribute) {
            return logicalId + "-" + attribute;
          }
        };
    Template.Resource resource = Objects.requireNonNull(template.resources().get("R"));
    return new Intrinsics(template, HERE, parameters, references)
        .resolve(resource.properties(), "Resources.R.Properties");
  }

  private JsonNode property(String value) throws IOException {
    return properties(
            """
            Parameters:
              Level: { Type: String, Default: low }
              Days: { Type: Number, Default: 3 }
              Zones: { Type: CommaDelimitedList, Default: 'a, b' }
            Mappings:
              Sizes: { low: { Memory: 128 } }
            Conditions:
              IsLow: !Equals [!Ref Level, low]
              IsHigh: !Not [!Condition IsLow]
              Both: !And [!Condition IsLow, !Equals [!Ref Days, 3]]
              Either: !Or [!Condition IsHigh, !Equals [a, b]]
            Resources:
              R:
                Type: AWS::SQS::Queue
                Properties:
                  Value: %s
              Other: { Type: AWS::SQS::Queue }
              Fn: { Type: AWS::Serverless::Function }
            """
                .formatted(value),
            Map.of())
        .path("Value");
  }

  @Test
  void resolvesEveryIntrinsicThatTemplatesUse() throws IOException {
    assertThat(property("!Ref Level").asText()).isEqualTo("low");
    assertThat(property("!Ref Other").asText()).isEqualTo("ref-Other");
    assertThat(property("!Ref Fn.Alias").asText()).isEqualTo("ref-Fn.Alias");
    assertThat(property("!Ref AWS::Region").asText()).isEqualTo("eu-central-2");
    assertThat(property("!GetAtt Other.Arn").asText()).isEqualTo("Other-Arn");
    assertThat(property("!GetAtt Other.Outputs.Name").asText()).isEqualTo("Other-Outputs.Name");
    assertThat(property("{ 'Fn::GetAtt': [Other, Arn] }").asText()).isEqualTo("Other-Arn");
    assertThat(property("!Sub '${AWS::StackName}/${Level}/${Other.Arn}/${!kept}'").asText())
        .isEqualTo("shop/low/Other-Arn/${kept}");
    assertThat(property("!Sub ['${a}-${Level}', { a: !Ref Days }]").asText()).isEqualTo("3-low");
    assertThat(property("!If [IsLow, 1, 2]").asInt()).isEqualTo(1);
    assertThat(property("!If [IsHigh, 1, 2]").asInt()).isEqualTo(2);
    assertThat(property("!If [Both, 1, 2]").asInt()).isEqualTo(1);
    assertThat(property("!If [Either, 1, 2]").asInt()).isEqualTo(2);
    assertThat(property("!If [IsHigh, 1, !Ref AWS::NoValue]").isMissingNode()).isTrue();
    assertThat(property("!Join [':', [a, !Ref Level]]").asText()).isEqualTo("a:low");
    assertThat(property("!Join ['+', !Ref Zones]").asText()).isEqualTo("a+b");
    assertThat(property("!Select [1, !Split ['.', a.b.c]]").asText()).isEqualTo("b");
    assertThat(property("!FindInMap [Sizes, !Ref Level, Memory]").asInt()).isEqualTo(128);
    assertThat(property("!Base64 hi").asText()).isEqualTo("aGk=");
  }

  @Test
  void leavesPolicyDocumentsAndDatesAlone() throws IOException {
    JsonNode statement =
        property(
            "{ Version: 2012-10-17, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }");
    assertThat(statement.path("Version").asText()).isEqualTo("2012-10-17");
    assertThat(statement.path("Condition").path("Bool").path("aws:SecureTransport").asText())
        .isEqualTo("false");
  }

  @Test
  void takesParametersThatAreGiven() throws IOException {
    String text =
        """
        Parameters:
          Level: { Type: String, Default: low, AllowedValues: [low, high] }
          Needed: { Type: String }
        Resources:
          R: { Type: 'AWS::SQS::Queue', Properties: { A: !Ref Level, B: !Ref Needed } }
        """;
    JsonNode given = properties(text, Map.of("Level", "high", "Needed", "x=y"));
    assertThat(given.path("A").asText()).isEqualTo("high");
    assertThat(given.path("B").asText()).isEqualTo("x=y");
    assertThatThrownBy(() -> properties(text, Map.of()))
        .hasMessage(
            "template.yaml: parameter Needed has no default: give it with --set Needed=VALUE");
    assertThatThrownBy(() -> properties(text, Map.of("Needed", "x", "Level", "mid")))
        .hasMessage("template.yaml: parameter Level: 'mid' is not one of [low, high]");
    assertThatThrownBy(() -> properties(text, Map.of("Lvl", "x")))
        .hasMessage("template.yaml: there is no parameter Lvl; declared are [Level, Needed]");
  }

  @Test
  void namesThePlaceOfWhatIsWrongInOneLine() {
    assertThatThrownBy(() -> property("!Ref Nobody"))
        .hasMessage(
            "template.yaml: Resources.R.Properties.Value.Ref: there is no parameter or resource named Nobody");
    assertThatThrownBy(() -> property("!ImportValue x"))
        .hasMessage(
            "template.yaml: Resources.R.Properties.Value: the intrinsic Fn::ImportValue is not supported here");
    assertThatThrownBy(() -> property("!If [Nothing, 1, 2]"))
        .hasMessage("template.yaml: Conditions.Nothing: there is no such condition");
    assertThatThrownBy(() -> property("!Select [7, [a]]"))
        .hasMessage("template.yaml: Resources.R.Properties.Value.Fn::Select: there is no item 7");
    assertThatThrownBy(() -> template("Resources:\n  R: ["))
        .hasMessageStartingWith("template.yaml: line ");
    assertThatThrownBy(() -> template("Resources: {}"))
        .hasMessage("template.yaml: there is no Resources section");
    assertThatThrownBy(() -> template("Resources:\n  R: {}"))
        .hasMessage("template.yaml: Resources.R: Type is missing");
    assertThatThrownBy(() -> template("Resourcez: {}"))
        .hasMessageContaining("unknown section Resourcez");
    assertThatThrownBy(() -> template("Resources:\n  R: { Type: a }\n  R: { Type: b }\n"))
        .hasMessage("template.yaml: line 3: the key R appears twice");
    assertThatThrownBy(() -> Template.load(folder.resolve("none.yaml")))
        .hasMessageStartingWith("no template at ");
  }
}
