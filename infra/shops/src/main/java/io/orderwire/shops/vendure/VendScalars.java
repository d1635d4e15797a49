package io.orderwire.shops.vendure;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/// The scalars that Vendure has beside GraphQL's own. Only times are ever given by callers.
final class VendScalars {
  static final GraphQLScalarType MONEY = asItIs("Money");
  static final GraphQLScalarType JSON = asItIs("JSON");
  static final GraphQLScalarType CURRENCY_CODE = asItIs("CurrencyCode");
  static final GraphQLScalarType DATE_TIME =
      GraphQLScalarType.newScalar().name("DateTime").coercing(new Times()).build();

  private VendScalars() {}

  private static GraphQLScalarType asItIs(String name) {
    return GraphQLScalarType.newScalar().name(name).coercing(new AsItIs()).build();
  }

  private static final class AsItIs implements Coercing<Object, Object> {

    @Override
    public Object serialize(Object value, GraphQLContext context, Locale locale) {
      return value;
    }
  }

  /// ISO 8601 with an offset. Trees hold them as they are shown.
  private static final class Times implements Coercing<Instant, Object> {

    @Override
    public Object serialize(Object value, GraphQLContext context, Locale locale) {
      return value;
    }

    @Override
    public Instant parseValue(Object value, GraphQLContext context, Locale locale) {
      return time(value)
          .orElseThrow(
              () ->
                  new CoercingParseValueException(
                      "DateTime cannot represent an invalid date-time-string " + value + "."));
    }

    @Override
    public Instant parseLiteral(
        Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
      return Optional.of(literal)
          .filter(StringValue.class::isInstance)
          .flatMap(text -> Optional.ofNullable(((StringValue) text).getValue()))
          .flatMap(Times::time)
          .orElseThrow(
              () ->
                  new CoercingParseLiteralException(
                      "DateTime cannot represent an invalid date-time-string."));
    }

    private static Optional<Instant> time(Object value) {
      try {
        return Optional.of(OffsetDateTime.parse(value.toString()).toInstant());
      } catch (DateTimeException notATime) {
        return Optional.empty();
      }
    }
  }
}
