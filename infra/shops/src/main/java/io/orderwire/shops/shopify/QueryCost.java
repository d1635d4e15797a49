package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import io.orderwire.shops.shopify.GraphPlan.Slot;
import java.util.List;
import java.util.Optional;

/// What a query costs: scalars nothing, an object 1, a mutation 10, a connection 2 plus its rows.
///
/// Rows are counted sublinearly: a connection of 250 rows was observed to cost about eleven times
/// its row. The exact curve is not public; twice the natural logarithm fits what was published.
final class QueryCost {
  static final int MOST = 1000;

  private final GraphPlan plan;
  private final JsonNode variables;

  QueryCost(GraphPlan plan, JsonNode variables) {
    this.plan = plan;
    this.variables = variables;
  }

  /// @param rows how many rows root connections are counted with; absent means as many as asked for
  int of(Optional<Integer> rows) {
    return (plan.mutation() ? 10 : 0) + sum(plan.root(), rows);
  }

  private int sum(List<Slot> slots, Optional<Integer> rows) {
    int cost = 0;
    for (Slot slot : slots) {
      if (slot.composite) {
        cost += one(slot, rows);
      }
    }
    return cost;
  }

  private int one(Slot slot, Optional<Integer> rows) {
    if (!(slot.type instanceof GraphQLObjectType object)) {
      return 1 + dearest(slot);
    }
    int inside = sum(plan.below(slot, object.getName()), Optional.empty());
    if (slot.connection) {
      GraphArguments arguments = GraphArguments.of(slot.field, variables);
      int asked = arguments.number("first").orElse(arguments.number("last").orElse(1));
      return 2 + times(inside, rows.orElse(asked));
    }
    boolean wrapper = object.getName().endsWith("Edge") || object.getName().equals("PageInfo");
    return wrapper ? inside : 1 + inside;
  }

  /// The dearest of the possible types of an interface or union.
  private int dearest(Slot slot) {
    List<String> possible =
        switch (slot.type) {
          case GraphQLInterfaceType face ->
              GraphSchema.SCHEMA.getImplementations(face).stream()
                  .map(GraphQLObjectType::getName)
                  .toList();
          case GraphQLUnionType union ->
              union.getTypes().stream().map(each -> each.getName()).toList();
          case GraphQLType other -> List.of();
        };
    int most = 0;
    for (String name : possible) {
      most = Math.max(most, sum(plan.below(slot, name), Optional.empty()));
    }
    return most;
  }

  private static int times(int row, int rows) {
    // Only points of a rate limit: no money is ever computed here.
    double factor = Math.max(1, 2 * Math.log(Math.max(1, rows)));
    return (int) Math.ceil(Math.max(1, row) * Math.min(factor, Math.max(rows, 0)));
  }
}
