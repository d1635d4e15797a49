package io.orderwire.storeapi;

import io.orderwire.model.StoreId;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Long jobs of stores, of one kind: listed, shown, cancelled.
///
/// @param word what one is called
/// @param all those of a store, the newest first
/// @param cancel ends the job of an id; empty if it has ended already
/// @param view what is shown of one
record StoreJobs<J>(
    String word,
    Function<StoreId, List<J>> all,
    BiFunction<StoreId, String, Optional<J>> find,
    BiFunction<StoreId, String, Optional<J>> cancel,
    BiFunction<Connected, J, Object> view) {

  /// @param path of those of a store, whose id is `{id}` there
  /// @param parameter of the path of one
  void addTo(Router router, StoreLookup lookup, String path, String parameter) {
    String one = path + "/{" + parameter + "}";
    router
        .route("GET", path, (request, values) -> lookup.with(values.get("id"), this::listed))
        .route(
            "GET",
            one,
            (request, values) ->
                lookup.with(values.get("id"), found -> shown(found, values.get(parameter))))
        .route(
            "DELETE",
            one,
            (request, values) ->
                lookup.with(values.get("id"), found -> cancelled(found, values.get(parameter))));
  }

  private ApiReply listed(Connected found) {
    return ApiReply.ok(
        ItemPage.whole(
            all.apply(found.store().id()).stream().map(each -> view.apply(found, each)).toList()));
  }

  private ApiReply shown(Connected found, String id) {
    return find.apply(found.store().id(), id)
        .map(each -> ApiReply.ok(view.apply(found, each)))
        .orElseGet(() -> absent(id));
  }

  private ApiReply cancelled(Connected found, String id) {
    StoreId storeId = found.store().id();
    return find.apply(storeId, id).isEmpty()
        ? absent(id)
        : cancel
            .apply(storeId, id)
            .map(each -> ApiReply.ok(view.apply(found, each)))
            .orElseGet(() -> over(id));
  }

  private ApiReply absent(String id) {
    return ApiReply.refused(Problem.absent(word, id));
  }

  private ApiReply over(String id) {
    return ApiReply.refused(
        Problem.conflict(
            word.replace("-", "") + "-is-over",
            "The %s is over".formatted(word),
            "%s %s has ended already".formatted(word, id)));
  }
}
