package io.orderwire.storeapi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a route takes and what it answers, for its document.
///
/// @param path such as `/v1/stores/{id}`
/// @param bodyIsOptional nothing may be sent instead
/// @param refusals statuses of problems
record Operation(
    String method,
    String path,
    String summary,
    List<Query> query,
    Optional<Class<?>> body,
    boolean bodyIsOptional,
    List<Answer> answers,
    List<Integer> refusals) {
  private static final Pattern NAME = Pattern.compile("[{]([A-Za-z]+)[}]");

  Operation {
    query = List.copyOf(query);
    answers = List.copyOf(answers);
    refusals = List.copyOf(refusals);
  }

  /// A parameter of the query.
  ///
  /// @param words what it may be; empty if that is not a choice
  /// @param form of its text: `string`, `integer` or `date-time`
  record Query(String name, String description, String form, List<String> words, boolean required) {
    Query {
      words = List.copyOf(words);
    }
  }

  /// An answer that is no problem.
  ///
  /// @param type of the body; of each item where it is a list
  /// @param located the header `location` tells where to look
  record Answer(int status, Optional<Class<?>> type, Shape shape, boolean located) {}

  enum Shape {
    ONE,
    /// All there is.
    LIST,
    /// With a cursor to the next one.
    PAGE
  }

  static Operation of(String route, String summary) {
    String[] parts = route.split(" ");
    return new Operation(
        parts[0],
        parts[1],
        summary,
        List.of(),
        Optional.empty(),
        false,
        List.of(),
        refusals(parts[0], NAME.matcher(parts[1]).find()));
  }

  /// Each write takes an idempotency key, which may be none, another request's, or in use.
  private static List<Integer> refusals(String method, boolean names) {
    TreeSet<Integer> refusals = new TreeSet<>(List.of(503));
    if (names) {
      refusals.add(404);
    }
    if (Idempotency.METHODS.contains(method)) {
      refusals.addAll(List.of(400, 409, 422));
    }
    return List.copyOf(refusals);
  }

  boolean writes() {
    return Idempotency.METHODS.contains(method);
  }

  String route() {
    return method + " " + path;
  }

  /// The names in the path.
  List<String> names() {
    List<String> names = new ArrayList<>();
    Matcher found = NAME.matcher(path);
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }

  /// Such as `getStoresIdOrders`.
  String id() {
    StringBuilder id = new StringBuilder(method.toLowerCase(Locale.ROOT));
    for (String part : path.split("[/{}._-]+")) {
      if (!part.isEmpty()) {
        id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return id.toString();
  }

  Operation takes(Query... more) {
    return new Operation(
        method,
        path,
        summary,
        joined(query, List.of(more)),
        body,
        bodyIsOptional,
        answers,
        with(422));
  }

  Operation sent(Class<?> type) {
    return new Operation(
        method, path, summary, query, Optional.of(type), false, answers, with(400, 422));
  }

  Operation maybeSent(Class<?> type) {
    return new Operation(
        method, path, summary, query, Optional.of(type), true, answers, with(400, 422));
  }

  Operation answers(int status, Class<?> type) {
    return answering(new Answer(status, Optional.of(type), Shape.ONE, false));
  }

  Operation answersAt(int status, Class<?> type) {
    return answering(new Answer(status, Optional.of(type), Shape.ONE, true));
  }

  Operation answersNothing() {
    return answering(new Answer(204, Optional.empty(), Shape.ONE, false));
  }

  Operation lists(Class<?> type) {
    return lists(200, type);
  }

  Operation lists(int status, Class<?> type) {
    return answering(new Answer(status, Optional.of(type), Shape.LIST, false));
  }

  Operation pages(Class<?> type) {
    return takes(Queries.LIMIT, Queries.CURSOR)
        .answering(new Answer(200, Optional.of(type), Shape.PAGE, false));
  }

  Operation refuses(Integer... statuses) {
    return new Operation(
        method, path, summary, query, body, bodyIsOptional, answers, with(statuses));
  }

  private Operation answering(Answer answer) {
    return new Operation(
        method,
        path,
        summary,
        query,
        body,
        bodyIsOptional,
        joined(answers, List.of(answer)),
        refusals);
  }

  private List<Integer> with(Integer... statuses) {
    return List.copyOf(new TreeSet<>(joined(refusals, Arrays.asList(statuses))));
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
