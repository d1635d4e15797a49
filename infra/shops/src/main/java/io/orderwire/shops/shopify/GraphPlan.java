package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What a checked query asks for, type by type, worked out once: fragments put in, aliases and
/// equal fields merged, `@include` and `@skip` decided by the flags it was made for.
final class GraphPlan {
  private static final GraphQLSchema SCHEMA = GraphSchema.SCHEMA;

  private final Document document;
  private final JsonNode flags;
  private final List<Slot> root;
  private final GraphQLObjectType rootType;

  /// @param flags the variables that directives may look at
  GraphPlan(Document document, JsonNode flags) {
    this.document = document;
    this.flags = flags;
    OperationDefinition operation =
        document.getDefinitionsOfType(OperationDefinition.class).getFirst();
    this.rootType =
        operation.getOperation() == OperationDefinition.Operation.MUTATION
            ? SCHEMA.getMutationType()
            : SCHEMA.getQueryType();
    this.root = slots(List.of(operation.getSelectionSet()), rootType);
  }

  /// One thing to be answered: `fields` are all that were asked for under one name.
  static final class Slot {
    final String key;
    final Field field;
    final GraphQLType type;
    final boolean connection;
    final boolean composite;
    final boolean hasArguments;
    private final List<SelectionSet> selections = new ArrayList<>();
    private final Map<String, List<Slot>> below = new ConcurrentHashMap<>();

    private Slot(List<Field> fields, GraphQLType type) {
      this.field = fields.getFirst();
      this.key = field.getResultKey();
      this.type = type;
      this.connection =
          type instanceof GraphQLObjectType object && object.getName().endsWith("Connection");
      this.hasArguments = !field.getArguments().isEmpty();
      fields.forEach(
          each -> Optional.ofNullable(each.getSelectionSet()).ifPresent(selections::add));
      this.composite = !selections.isEmpty();
    }

    String name() {
      return field.getName();
    }

    /// `LineItem` for a connection of type `LineItemConnection`.
    String row() {
      String name = GraphQLTypeUtil.simplePrint(type);
      return name.substring(0, name.length() - "Connection".length());
    }
  }

  List<Slot> root() {
    return root;
  }

  boolean mutation() {
    return rootType.getName().equals("Mutation");
  }

  /// What is asked for below a slot when an object of this type stands there.
  List<Slot> below(Slot slot, String typeName) {
    return slot.below.computeIfAbsent(
        typeName, name -> slots(slot.selections, SCHEMA.getObjectType(name)));
  }

  private List<Slot> slots(List<SelectionSet> selections, GraphQLObjectType type) {
    Map<String, List<Field>> collected = new LinkedHashMap<>();
    selections.forEach(selection -> collect(selection, type, collected));
    List<Slot> slots = new ArrayList<>();
    for (List<Field> fields : collected.values()) {
      String name = fields.getFirst().getName();
      GraphQLType of =
          name.equals("__typename")
              ? GraphQLTypeUtil.unwrapAll(SCHEMA.getType("String"))
              : GraphQLTypeUtil.unwrapAll(type.getFieldDefinition(name).getType());
      slots.add(new Slot(fields, of));
    }
    return slots;
  }

  private void collect(
      SelectionSet selection, GraphQLObjectType type, Map<String, List<Field>> collected) {
    for (Selection<?> each : selection.getSelections()) {
      switch (each) {
        case Field field when included(field.getDirectives()) ->
            collected.computeIfAbsent(field.getResultKey(), key -> new ArrayList<>()).add(field);
        case InlineFragment inline when included(inline.getDirectives()) -> {
          if (inline.getTypeCondition() == null
              || applies(inline.getTypeCondition().getName(), type)) {
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
      boolean condition = GraphArguments.of(carrier, flags).truth("if");
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
