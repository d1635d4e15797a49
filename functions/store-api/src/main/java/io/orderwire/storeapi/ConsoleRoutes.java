package io.orderwire.storeapi;

import io.orderwire.storeapi.Console.File;
import io.orderwire.storeapi.Router.PathValues;
import java.util.List;

/// The console's page under each of its addresses, its files, and how to sign in. Open to anybody:
/// they hold nothing of any store.
final class ConsoleRoutes {
  private static final String REVALIDATED = "no-cache";
  private static final String KEPT_FOR_GOOD = "public, max-age=31536000, immutable";

  /// The addresses that people may keep.
  private static final List<String> PAGES =
      List.of(
          "",
          "console",
          "console/stores",
          "console/connect",
          "console/connect/{platform}",
          "console/stores/{store}",
          "console/stores/{store}/mappings",
          "console/orders",
          "console/orders/{store}/{order}",
          "console/orders/{store}/{order}/versions/{version}",
          "console/operations",
          "console/operations/{part}",
          "console/developers",
          "console/signed-in");

  private final Console console;

  ConsoleRoutes(Console console) {
    this.console = console;
  }

  void addTo(Router router) {
    PAGES.forEach(pattern -> router.route("GET", pattern, this::page));
    router
        .route("GET", "console/config.json", (request, values) -> configuration())
        .route("GET", "console/files/{version}/{file}", this::file);
  }

  private ApiReply page(ApiRequest request, PathValues values) {
    return answered(request, console.page(), REVALIDATED)
        .with("content-security-policy", console.contentSecurityPolicy())
        .with("cross-origin-opener-policy", "same-origin");
  }

  /// Of another version than that which was asked for it is served for this once: while a stack is
  /// updated both are about.
  private ApiReply file(ApiRequest request, PathValues values) {
    String name = values.get("file");
    boolean asked = values.get("version").equals(console.version());
    return console
        .file(name)
        .map(found -> answered(request, found, asked ? KEPT_FOR_GOOD : REVALIDATED))
        .orElseGet(() -> ApiReply.refused(Problem.absent("file", name)));
  }

  private ApiReply configuration() {
    return guarded(ApiReply.ok(console.signIn()));
  }

  private static ApiReply answered(ApiRequest request, File file, String kept) {
    boolean known =
        request.headers().first("if-none-match").filter(file.etag()::equals).isPresent();
    ApiReply reply = known ? ApiReply.unchanged() : ApiReply.text(file.content(), file.type());
    return guarded(reply).with("cache-control", kept).with("etag", file.etag());
  }

  private static ApiReply guarded(ApiReply reply) {
    return reply
        .with("x-content-type-options", "nosniff")
        .with("referrer-policy", "no-referrer")
        .with("cross-origin-resource-policy", "same-origin");
  }
}
