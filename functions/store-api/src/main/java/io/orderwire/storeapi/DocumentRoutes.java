package io.orderwire.storeapi;

import io.orderwire.json.PublishedDocuments;
import io.orderwire.storeapi.Router.PathValues;

/// The documents of this API and of the events, as they are published.
final class DocumentRoutes {

  void addTo(Router router) {
    router
        .route("GET", "openapi.json", (request, values) -> ApiReply.ok(OpenApi.document()))
        .route("GET", "asyncapi.json", (request, values) -> published(PublishedDocuments.ASYNC_API))
        .route("GET", "schemas/{file}", this::schema);
  }

  private ApiReply schema(ApiRequest request, PathValues values) {
    String name = values.get("file");
    return PublishedDocuments.SCHEMAS.contains(name)
        ? published(name)
        : ApiReply.refused(Problem.absent("schema", name));
  }

  private static ApiReply published(String name) {
    return ApiReply.text(PublishedDocuments.text(name).orElseThrow(), ApiReply.JSON);
  }
}
