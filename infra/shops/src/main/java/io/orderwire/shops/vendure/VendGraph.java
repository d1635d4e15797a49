package io.orderwire.shops.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.introspection.GoodFaithIntrospection;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetcherFactories;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.LightDataFetcher;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs queries against the served part of Vendure's schema, introspection included. Schema and
/// queries are read and checked once per JVM: parsing costs far more than answering.
final class VendGraph {
  private static final int MOST_KEPT = 500;
  private static final Map<String, PreparsedDocumentEntry> CHECKED = new ConcurrentHashMap<>();

  /// How interfaces and unions are told apart: trees say what they are.
  private static final TypeResolver BY_NAME =
      environment -> {
        JsonNode value = environment.getObject();
        GraphQLObjectType type =
            environment.getSchema().getObjectType(value.path("__typename").asText());
        return Objects.requireNonNull(type, "the schema has what is answered");
      };

  private static final GraphQL ENGINE =
      GraphQL.newGraphQL(schema())
          .preparsedDocumentProvider(
              (input, check) -> {
                if (CHECKED.size() > MOST_KEPT) {
                  CHECKED.clear();
                }
                return CompletableFuture.completedFuture(
                    CHECKED.computeIfAbsent(input.getQuery(), query -> check.apply(input)));
              })
          .build();

  private VendGraph() {}

  /// Vendure lets a query ask for as many types as it likes.
  ///
  /// @param roots what answers the root fields
  static ExecutionResult run(String query, Map<String, Object> variables, VendRoots roots) {
    return ENGINE.execute(
        ExecutionInput.newExecutionInput(query)
            .variables(variables)
            .graphQLContext(
                Map.of(
                    VendRoots.class,
                    roots,
                    GoodFaithIntrospection.GOOD_FAITH_INTROSPECTION_DISABLED,
                    true))
            .build());
  }

  private static GraphQLSchema schema() {
    RuntimeWiring wiring =
        RuntimeWiring.newRuntimeWiring()
            .codeRegistry(
                GraphQLCodeRegistry.newCodeRegistry()
                    .defaultDataFetcher(DataFetcherFactories.useDataFetcher(new Member())))
            .scalar(VendScalars.MONEY)
            .scalar(VendScalars.DATE_TIME)
            .scalar(VendScalars.JSON)
            .scalar(VendScalars.CURRENCY_CODE)
            .type(
                "Query",
                type ->
                    type.dataFetcher("orders", answering(VendRoots::orders))
                        .dataFetcher("order", answering(VendRoots::order))
                        .dataFetcher("activeChannel", answering(VendRoots::activeChannel))
                        .dataFetcher("me", answering(VendRoots::me)))
            .type(
                "Mutation",
                type ->
                    type.dataFetcher("login", answering(VendRoots::login))
                        .dataFetcher("logout", answering(VendRoots::logout)))
            .type("Node", type -> type.typeResolver(BY_NAME))
            .type("PaginatedList", type -> type.typeResolver(BY_NAME))
            .type("ErrorResult", type -> type.typeResolver(BY_NAME))
            .type("NativeAuthenticationResult", type -> type.typeResolver(BY_NAME))
            .build();
    return new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(text()), wiring);
  }

  /// What is refused is an error at the field, with its code.
  private static DataFetcher<DataFetcherResult<Object>> answering(
      BiFunction<VendRoots, Map<String, Object>, VendAnswer> field) {
    return environment -> {
      VendRoots roots = environment.getGraphQlContext().get(VendRoots.class);
      return switch (field.apply(roots, environment.getArguments())) {
        case VendAnswer.Found(JsonNode value) ->
            DataFetcherResult.newResult().data(VendTrees.value(value).orElse(null)).build();
        case VendAnswer.Refused(String code, String message) ->
            DataFetcherResult.newResult()
                .error(
                    GraphqlErrorBuilder.newError(environment)
                        .message("%s", message)
                        .extensions(Map.of("code", code))
                        .build())
                .build();
      };
    };
  }

  /// A member of a tree, in the engine's own kinds of values.
  private static final class Member implements LightDataFetcher<Object> {

    @Override
    public @Nullable Object get(
        GraphQLFieldDefinition field,
        @Nullable Object source,
        Supplier<DataFetchingEnvironment> environment) {
      return source instanceof JsonNode tree
          ? VendTrees.value(tree.path(field.getName())).orElse(null)
          : null;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
      return get(environment.getFieldDefinition(), environment.getSource(), () -> environment);
    }
  }

  private static String text() {
    try (InputStream in = VendGraph.class.getResourceAsStream("admin-3.graphql")) {
      return new String(
          Objects.requireNonNull(in, "admin-3.graphql is not on the class path").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
