package io.orderwire.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads CloudFormation YAML into a JSON tree, its short forms written out: `!GetAtt A.B.C` becomes
/// `{"Fn::GetAtt": ["A", "B.C"]}`, `!Ref A` becomes `{"Ref": "A"}`.
///
/// A key that stands twice in one mapping and an alias (`*name`) are errors: CloudFormation takes
/// neither.
final class TemplateReader {
  private static final ObjectMapper SCALARS = new ObjectMapper();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TemplateReader() {}

  static JsonNode read(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    Node root = new Yaml(new SafeConstructor(options)).compose(new java.io.StringReader(yaml));
    return tree(root);
  }

  private static JsonNode tree(Node node) {
    String tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return plain(node);
    }
    String name = tag.substring(1);
    String function = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
    ObjectNode call = JSON.objectNode();
    if (name.equals("GetAtt") && node instanceof ScalarNode scalar) {
      String[] parts = scalar.getValue().split("\\.", 2);
      call.set(function, JSON.arrayNode().add(parts[0]).add(parts.length > 1 ? parts[1] : ""));
      return call;
    }
    call.set(function, node instanceof ScalarNode s ? JSON.textNode(s.getValue()) : plain(node));
    return call;
  }

  private static JsonNode plain(Node node) {
    return switch (node) {
      case MappingNode mapping -> mapping(mapping.getValue());
      case SequenceNode sequence -> {
        ArrayNode items = JSON.arrayNode();
        sequence.getValue().forEach(item -> items.add(tree(item)));
        yield items;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new IllegalArgumentException("unknown YAML at " + node.getStartMark());
    };
  }

  private static JsonNode mapping(List<NodeTuple> tuples) {
    ObjectNode fields = JSON.objectNode();
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : tuples) {
      String key = ((ScalarNode) tuple.getKeyNode()).getValue();
      if (!seen.add(key)) {
        throw new IllegalArgumentException(
            "key " + key + " stands twice:" + tuple.getKeyNode().getStartMark());
      }
      fields.set(key, tree(tuple.getValueNode()));
    }
    return fields;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    try {
      if (tag.equals(Tag.INT) || tag.equals(Tag.BOOL) || tag.equals(Tag.FLOAT)) {
        return SCALARS.readTree(scalar.getValue());
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
      throw new IllegalArgumentException(
          "write " + scalar.getValue() + " as JSON would" + scalar.getStartMark(), notJson);
    }
    return tag.equals(Tag.NULL) ? JSON.nullNode() : JSON.textNode(scalar.getValue());
  }
}
