package io.orderwire.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads a YAML or JSON template into one tree, with CloudFormation's short tags (`!Ref X`) written
/// out in their long form (`{"Ref": "X"}`), so that everything after it knows one notation.
///
/// YAML 1.2: a date such as `2012-10-17` stays text and `on`/`yes` are words, as CloudFormation
/// itself reads them.
final class TemplateYaml {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String fileName;

  private TemplateYaml(String fileName) {
    this.fileName = fileName;
  }

  static JsonNode read(Path file) {
    String name = file.getFileName().toString();
    try {
      String text = Files.readString(file);
      LoadSettings settings = LoadSettings.builder().setLabel(name).build();
      Node root =
          new Compose(settings)
              .composeString(text)
              .orElseThrow(() -> new TemplateException(name + ": the template is empty"));
      return new TemplateYaml(name).convert(root);
    } catch (NoSuchFileException e) {
      throw new TemplateException("no template at " + file, e);
    } catch (IOException e) {
      throw new TemplateException("cannot read " + file + ": " + e.getMessage(), e);
    } catch (YamlEngineException e) {
      throw new TemplateException(name + ": " + oneLine(e), e);
    }
  }

  private static String oneLine(YamlEngineException problem) {
    if (problem instanceof MarkedYamlEngineException marked) {
      String line =
          marked.getProblemMark().map(mark -> "line " + (mark.getLine() + 1) + ": ").orElse("");
      return line + marked.getProblem();
    }
    return String.valueOf(problem.getMessage()).lines().findFirst().orElse("not YAML");
  }

  private JsonNode convert(Node node) {
    String tag = node.getTag().getValue();
    return tag.startsWith("!") ? tagged(tag.substring(1), node) : untagged(node);
  }

  private JsonNode tagged(String function, Node node) {
    JsonNode argument =
        node instanceof ScalarNode scalar ? JSON.textNode(scalar.getValue()) : untagged(node);
    ObjectNode call = JSON.objectNode();
    switch (function) {
      case "Ref", "Condition" -> call.set(function, argument);
      case "GetAtt" -> call.set("Fn::GetAtt", attributePath(argument));
      default -> call.set("Fn::" + function, argument);
    }
    return call;
  }

  /// `!GetAtt Queue.Arn` and `!GetAtt [Queue, Arn]` mean the same; a nested stack's
  /// `Stack.Outputs.Name` splits once.
  private static JsonNode attributePath(JsonNode argument) {
    if (!argument.isTextual()) {
      return argument;
    }
    String text = argument.textValue();
    int dot = text.indexOf('.');
    ArrayNode path = JSON.arrayNode();
    if (dot < 0) {
      return path.add(text);
    }
    return path.add(text.substring(0, dot)).add(text.substring(dot + 1));
  }

  private JsonNode untagged(Node node) {
    return switch (node) {
      case MappingNode mapping -> object(mapping);
      case SequenceNode sequence -> array(sequence.getValue());
      case ScalarNode scalar -> scalar(scalar);
      default ->
          throw new TemplateException(
              fileName + ": " + where(node) + "this YAML construct is not used in templates");
    };
  }

  private JsonNode object(MappingNode mapping) {
    ObjectNode object = JSON.objectNode();
    mapping
        .getValue()
        .forEach(
            entry -> {
              if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new TemplateException(
                    fileName + ": " + where(entry.getKeyNode()) + "a key must be plain text");
              }
              if (object.has(key.getValue())) {
                throw new TemplateException(
                    fileName + ": " + where(key) + "the key " + key.getValue() + " appears twice");
              }
              object.set(key.getValue(), convert(entry.getValueNode()));
            });
    return object;
  }

  private JsonNode array(List<Node> nodes) {
    ArrayNode array = JSON.arrayNode(nodes.size());
    nodes.forEach(node -> array.add(convert(node)));
    return array;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(text));
    }
    if (tag.equals(Tag.INT) && text.matches("-?[0-9]+")) {
      return number(new BigInteger(text));
    }
    if (tag.equals(Tag.FLOAT) && text.matches("-?[0-9]+\\.[0-9]+")) {
      return JSON.numberNode(new BigDecimal(text));
    }
    return JSON.textNode(text);
  }

  private static JsonNode number(BigInteger value) {
    return value.bitLength() < 63
        ? JSON.numberNode(value.longValueExact())
        : JSON.numberNode(value);
  }

  private static String where(Node node) {
    return node.getStartMark().map(mark -> "line " + (mark.getLine() + 1) + ": ").orElse("");
  }
}
