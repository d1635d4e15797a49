package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import io.orderwire.shops.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// Answers a selection from full trees: only what was asked for, under the names asked for, with
/// fragments, aliases, `@include` and `@skip`, nested connections paged by their own arguments.
///
/// The query was checked against the schema before, so every field here exists.
final class GraphProjection {
  private static final GraphQLSchema SCHEMA = GraphSchema.SCHEMA;

  private final Document document;
  private final JsonNode variables;
  private final List<String> errors = new ArrayList<>();

  GraphProjection(Document document, JsonNode variables) {
    this.document = document;
    this.variables = variables;
  }

  /// What went wrong while answering; the data is to be left out when this is not empty.
  List<String> errors() {
    return errors;
  }

  /// Answers a root selection; `resolve` gives the full tree behind each root field.
  ObjectNode root(
      SelectionSet selection,
      GraphQLObjectType type,
      BiFunction<String, GraphArguments, JsonNode> resolve) {
    ObjectNode data = JsonText.object();
    collect(List.of(selection), type)
        .forEach(
            (key, fields) -> {
              Field field = fields.getFirst();
              if (field.getName().equals("__typename")) {
                data.put(key, type.getName());
                return;
              }
              GraphArguments arguments = GraphArguments.of(field, variables);
              JsonNode value = resolve.apply(field.getName(), arguments);
              data.set(
                  key, value(value, fields, type.getFieldDefinition(field.getName()), arguments));
            });
    return data;
  }

  private JsonNode object(JsonNode value, List<Field> fields) {
    if (!(SCHEMA.getType(value.path("__typename").asText()) instanceof GraphQLObjectType type)) {
      throw new IllegalStateException("a tree without a type: " + value.fieldNames());
    }
    List<SelectionSet> selections = new ArrayList<>();
    for (Field field : fields) {
      Optional.ofNullable(field.getSelectionSet()).ifPresent(selections::add);
    }
    ObjectNode node = JsonText.object();
    collect(selections, type)
        .forEach(
            (key, children) -> {
              Field child = children.getFirst();
              JsonNode part = value.path(child.getName());
              if (child.getName().equals("__typename")) {
                node.set(key, part);
                return;
              }
              node.set(
                  key,
                  value(
                      part,
                      children,
                      type.getFieldDefinition(child.getName()),
                      GraphArguments.of(child, variables)));
            });
    return node;
  }

  private JsonNode value(
      JsonNode value,
      List<Field> fields,
      GraphQLFieldDefinition definition,
      GraphArguments arguments) {
    GraphQLType type = GraphQLTypeUtil.unwrapAll(definition.getType());
    if (value.isArray() && type instanceof GraphQLObjectType named && isConnection(named)) {
      return connection((ArrayNode) value, fields, named, arguments);
    }
    if (value.isArray()) {
      ArrayNode array = JsonText.NODES.arrayNode();
      int most = arguments.number("first").orElse(Integer.MAX_VALUE);
      for (int i = 0; i < Math.min(most, value.size()); i++) {
        array.add(value.get(i).isObject() ? object(value.get(i), fields) : value.get(i));
      }
      return array;
    }
    if (value.isObject() && value.has("__typename")) {
      return object(value, fields);
    }
    return value.isMissingNode() ? JsonText.NODES.nullNode() : value;
  }

  private JsonNode connection(
      ArrayNode children, List<Field> fields, GraphQLObjectType type, GraphArguments arguments) {
    if (arguments.number("first").isEmpty() && arguments.number("last").isEmpty()) {
      errors.add("you must provide one of first or last");
      return JsonText.NODES.nullNode();
    }
    if (arguments.number("first").orElse(0) > 250) {
      errors.add("first must be between 0 and 250");
      return JsonText.NODES.nullNode();
    }
    String name = type.getName();
    String row = name.substring(0, name.length() - "Connection".length());
    return object(GraphConnection.of(row, children, arguments), fields);
  }

  static boolean isConnection(GraphQLObjectType type) {
    return type.getName().endsWith("Connection");
  }

  /// The fields of selections that count for a type, merged by the name they are answered under.
  Map<String, List<Field>> collect(List<SelectionSet> selections, GraphQLObjectType type) {
    Map<String, List<Field>> collected = new LinkedHashMap<>();
    for (SelectionSet selection : selections) {
      collect(selection, type, collected);
    }
    return collected;
  }

  private void collect(
      SelectionSet selection, GraphQLObjectType type, Map<String, List<Field>> collected) {
    for (Selection<?> each : selection.getSelections()) {
      switch (each) {
        case Field field when included(field.getDirectives()) ->
            collected.computeIfAbsent(field.getResultKey(), key -> new ArrayList<>()).add(field);
        case InlineFragment inline when included(inline.getDirectives()) -> {
          boolean counts =
              inline.getTypeCondition() == null
                  || applies(inline.getTypeCondition().getName(), type);
          if (counts) {
            collect(inline.getSelectionSet(), type, collected);
          }
        }
        case FragmentSpread spread when included(spread.getDirectives()) ->
            document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .filter(fragment -> fragment.getName().equals(spread.getName()))
                .filter(fragment -> applies(fragment.getTypeCondition().getName(), type))
                .forEach(fragment -> collect(fragment.getSelectionSet(), type, collected));
        case Selection<?> skipped -> {}
      }
    }
  }

  private static boolean applies(String condition, GraphQLObjectType type) {
    if (condition.equals(type.getName())) {
      return true;
    }
    return switch (SCHEMA.getType(condition)) {
      case GraphQLInterfaceType face ->
          type.getInterfaces().stream().anyMatch(each -> each.getName().equals(face.getName()));
      case GraphQLUnionType union -> union.isPossibleType(type);
      case null -> false;
      case GraphQLType other -> false;
    };
  }

  private boolean included(List<Directive> directives) {
    for (Directive directive : directives) {
      Field carrier = Field.newField("directive").arguments(directive.getArguments()).build();
      boolean condition = GraphArguments.of(carrier, variables).truth("if");
      if (directive.getName().equals("skip") && condition) {
        return false;
      }
      if (directive.getName().equals("include") && !condition) {
        return false;
      }
    }
    return true;
  }
}
