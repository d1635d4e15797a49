package io.orderwire.storeapi;

import io.orderwire.port.Subject;

/// The completeness certificates of a store, the latest first.
final class ReconciliationRoutes {
  private final NumberedPages pages;

  ReconciliationRoutes(World world) {
    this.pages = new NumberedPages(world);
  }

  void addTo(Router router) {
    router.route(
        "GET",
        "v1/stores/{id}/reconciliations",
        (request, values) ->
            pages.answer(request, values.get("id"), Subject::reconciliation, CertificateView::of));
  }
}
