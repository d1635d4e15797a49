package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a query costs: scalars nothing, an object 1, a mutation 10, a connection 2 plus its rows.
///
/// Rows are counted sublinearly: a connection of 250 rows was observed to cost about eleven times
/// its row. The exact curve is not public; twice the natural logarithm fits what was published.
final class QueryCost {
  static final int MOST = 1000;

  private final GraphProjection projection;
  private final JsonNode variables;

  QueryCost(Document document, JsonNode variables) {
    this.projection = new GraphProjection(document, variables);
    this.variables = variables;
  }

  /// @param rows how many rows root connections are counted with; absent means as many as asked for
  int of(SelectionSet selection, GraphQLObjectType root, Optional<Integer> rows) {
    int cost = root.getName().equals("Mutation") ? 10 : 0;
    return cost + children(List.of(selection), root, rows);
  }

  private int children(
      List<SelectionSet> selections, GraphQLObjectType type, Optional<Integer> rows) {
    int cost = 0;
    for (List<Field> fields : projection.collect(selections, type).values()) {
      Field field = fields.getFirst();
      if (field.getSelectionSet() != null) {
        cost += field(fields, type.getFieldDefinition(field.getName()), rows);
      }
    }
    return cost;
  }

  private int field(List<Field> fields, GraphQLFieldDefinition definition, Optional<Integer> rows) {
    List<SelectionSet> selections = new ArrayList<>();
    fields.forEach(
        field -> Optional.ofNullable(field.getSelectionSet()).ifPresent(selections::add));
    GraphQLType type = GraphQLTypeUtil.unwrapAll(definition.getType());
    if (type instanceof GraphQLObjectType object) {
      if (GraphProjection.isConnection(object)) {
        GraphArguments arguments = GraphArguments.of(fields.getFirst(), variables);
        int asked = arguments.number("first").orElse(arguments.number("last").orElse(1));
        int row = children(selections, object, Optional.empty());
        return 2 + times(row, rows.orElse(asked));
      }
      boolean wrapper = object.getName().endsWith("Edge") || object.getName().equals("PageInfo");
      return (wrapper ? 0 : 1) + children(selections, object, Optional.empty());
    }
    return 1 + abstractType(type, selections);
  }

  /// The dearest of the possible types.
  private int abstractType(GraphQLType type, List<SelectionSet> selections) {
    List<GraphQLObjectType> possible =
        switch (type) {
          case GraphQLInterfaceType face -> GraphSchema.SCHEMA.getImplementations(face);
          case GraphQLUnionType union ->
              union.getTypes().stream()
                  .map(each -> GraphSchema.SCHEMA.getObjectType(each.getName()))
                  .toList();
          case GraphQLType other -> List.of();
        };
    return possible.stream()
        .mapToInt(each -> children(selections, each, Optional.empty()))
        .max()
        .orElse(0);
  }

  private static int times(int row, int rows) {
    // Only points of a rate limit: no money is ever computed here.
    double factor = Math.max(1, 2 * Math.log(Math.max(1, rows)));
    return (int) Math.ceil(Math.max(1, row) * Math.min(factor, Math.max(rows, 0)));
  }
}
