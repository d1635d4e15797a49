package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import io.orderwire.shops.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The served part of Shopify's official schema, and the queries that were checked against it. Read
/// and checked once per JVM: parsing costs far more than answering.
final class GraphSchema {
  static final GraphQLSchema SCHEMA = read();

  private static final int MOST_KEPT = 500;
  private static final Map<String, Prepared> CHECKED = new ConcurrentHashMap<>();

  private GraphSchema() {}

  /// A query that was parsed, with what is wrong with it, and the plans made for it so far.
  record Prepared(
      Optional<Document> document, List<String> errors, Map<JsonNode, GraphPlan> plans) {

    /// The plan for these variables: only flags make a difference.
    GraphPlan plan(JsonNode variables) {
      ObjectNode flags = JsonText.object();
      variables
          .properties()
          .forEach(
              each -> {
                if (each.getValue().isBoolean()) {
                  flags.set(each.getKey(), each.getValue());
                }
              });
      return plans.computeIfAbsent(flags, key -> new GraphPlan(document.orElseThrow(), key));
    }
  }

  static Prepared prepare(String query) {
    if (CHECKED.size() > MOST_KEPT) {
      CHECKED.clear();
    }
    return CHECKED.computeIfAbsent(query, GraphSchema::check);
  }

  private static Prepared check(String query) {
    Document document;
    try {
      document = new Parser().parseDocument(query);
    } catch (InvalidSyntaxException wrong) {
      return new Prepared(
          Optional.empty(), List.of("syntax error: " + wrong.getMessage()), Map.of());
    }
    List<String> errors =
        ParseAndValidate.validate(SCHEMA, document).stream().map(GraphQLError::getMessage).toList();
    return new Prepared(Optional.of(document), errors, new ConcurrentHashMap<>());
  }

  private static GraphQLSchema read() {
    try (InputStream in = GraphSchema.class.getResourceAsStream("admin-2026-07.graphql")) {
      if (in == null) {
        throw new IllegalStateException("admin-2026-07.graphql is not on the class path");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(text));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
