package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.engine.Capsule;
import io.orderwire.message.EventData;
import io.orderwire.model.Cart;
import io.orderwire.model.Order;
import io.orderwire.port.Erasures.Erasure;
import io.orderwire.port.EventSubscriptions.Attempt;
import java.util.List;
import java.util.stream.Stream;

/// What each route takes and answers.
final class Operations {
  private static final String STORE = "/v1/stores/{id}";
  private static final String ORDER = STORE + "/orders/{externalId}";
  private static final String MAPPING = STORE + "/mappings/{n}";
  private static final String CUSTOMER = STORE + "/customers/{customerId}";
  private static final String APP = "/v1/platforms/{platform}/app";
  private static final String SUBSCRIPTION = "/v1/subscriptions/{id}";

  private Operations() {}

  static List<Operation> all() {
    return Stream.of(about(), stores(), orders(), mappings(), people(), jobs(), subscriptions())
        .flatMap(List::stream)
        .toList();
  }

  private static Operation of(String method, String path, String summary) {
    return Operation.of(method + " " + path, summary);
  }

  private static List<Operation> about() {
    return List.of(
        of("GET", "/v1", "The routes there are").answers(200, StoreApi.Index.class),
        of("GET", "/openapi.json", "This document").answers(200, JsonNode.class),
        of("GET", "/asyncapi.json", "An AsyncAPI 3 document of the events")
            .answers(200, JsonNode.class),
        of("GET", "/schemas/{file}", "A JSON Schema: x-json-schemas of asyncapi.json names them")
            .answers(200, JsonNode.class),
        of("GET", "/v1/platforms", "Platforms, and what a store of each needs")
            .lists(PlatformView.class),
        of("PUT", APP, "Set the app in whose name merchants are asked for access")
            .sent(Requests.App.class)
            .answersNothing(),
        of("DELETE", APP, "Remove that app").answersNothing());
  }

  private static List<Operation> stores() {
    return List.of(
        of("POST", "/v1/stores", "Connect a store")
            .sent(Requests.Connect.class)
            .answersAt(201, StoreView.class)
            .refuses(409),
        of("POST", "/v1/stores/authorizations", "Send a merchant to the platform to give access")
            .sent(Requests.Authorize.class)
            .answers(200, AuthorizationRoutes.Authorize.class)
            .refuses(409),
        of("GET", "/v1/stores", "Stores").pages(StoreView.class),
        of("GET", STORE, "A store, its health and what it still needs")
            .answers(200, StoreView.class),
        of("GET", STORE + "/activity", "What a store did last").answers(200, ActivityView.class),
        of("GET", STORE + "/shapes", "Shapes of payload as they came up, the latest first")
            .pages(ShapeView.class),
        of("GET", STORE + "/unmapped", "Values of the latest payloads of which nothing was made")
            .takes(Queries.PAYLOADS)
            .answers(200, Unmapped.class),
        of("PATCH", STORE, "Change a store: what is given replaces, null takes away")
            .sent(Requests.Change.class)
            .answers(200, StoreView.class)
            .refuses(409),
        of("DELETE", STORE, "Remove a store").answersNothing());
  }

  private static List<Operation> orders() {
    return List.of(
        of("GET", STORE + "/orders", "Orders by when they changed here, each once")
            .takes(Queries.CHANGED_SINCE, Queries.STATUS, Queries.LINES)
            .pages(Order.class),
        of("GET", STORE + "/order-summaries", "Orders in short, what changed last first")
            .takes(Queries.CHANGED_SINCE, Queries.STATUS, Queries.TRANSITION, Queries.CALLED)
            .pages(OrderSummary.class),
        of("GET", ORDER, "An order: its newest version, or the one of an instant")
            .takes(Queries.AS_OF, Queries.LINES)
            .answers(200, Order.class),
        of("GET", ORDER + "/versions", "The versions of an order, the oldest first")
            .pages(VersionView.class),
        of("GET", ORDER + "/versions/{n}", "A version of an order")
            .takes(Queries.LINES)
            .answers(200, VersionView.class),
        of("GET", ORDER + "/versions/{n}/raw", "The payload behind a version, secrets masked")
            .answers(200, RawOrder.class),
        of("GET", ORDER + "/versions/{n}/explain", "Where the values of a version come from")
            .takes(Queries.PATH)
            .answers(200, ExplanationView.class)
            .refuses(409),
        of("GET", ORDER + "/capsule", "All of an order in one file, secrets and its person masked")
            .answers(200, Capsule.class),
        of("GET", ORDER + "/diff", "What one version says otherwise than another")
            .takes(Queries.FROM, Queries.TO)
            .answers(200, OrderDiff.class),
        of("GET", ORDER + "/timeline", "Receipts and versions in the order of our time")
            .pages(TimelineItem.class),
        of("POST", ORDER + "/replay", "Process the newest payload of an order again")
            .answers(202, JobRoutes.Replay.class)
            .refuses(409),
        of("GET", STORE + "/receipts", "Receipts that were put aside, and why")
            .takes(Queries.CHANGED_SINCE, Queries.RECEIPT_STATE)
            .pages(EventData.Quarantined.class),
        of("POST", STORE + "/receipts/{receiptId}/replay", "Process a receipt again")
            .answers(202, JobRoutes.Replay.class)
            .refuses(409),
        of("GET", STORE + "/carts", "Carts by when they changed here, each once")
            .takes(Queries.CHANGED_SINCE, Queries.CART_STATE)
            .pages(Cart.class),
        of("GET", STORE + "/carts/{cartId}", "A cart").answers(200, Cart.class));
  }

  private static List<Operation> mappings() {
    return List.of(
        of("GET", STORE + "/mappings", "The versions of a store's mapping, the latest first")
            .lists(MappingView.class),
        of(
                "POST",
                STORE + "/mappings",
                "Save a version: not active yet; 200 if it is there already")
            .sent(Requests.Draft.class)
            .answers(200, MappingView.class)
            .answersAt(201, MappingView.class),
        of("GET", MAPPING, "A version of the mapping").answers(200, MappingView.class),
        of(
                "POST",
                STORE + "/mappings/preview",
                "What a mapping would make of the latest orders as they are archived")
            .sent(Requests.Draft.class)
            .takes(Queries.LIMIT)
            .answers(200, MappingPreview.class),
        of("POST", MAPPING + "/preview", "The same of a version that is saved")
            .takes(Queries.LIMIT)
            .answers(200, MappingPreview.class),
        of("POST", MAPPING + "/activate", "Make a version active; an earlier one to roll back")
            .maybeSent(Requests.Activate.class)
            .answers(200, MappingRoutes.Activation.class)
            .refuses(409),
        of("POST", STORE + "/remaps", "Make all orders again of what is archived, with no call")
            .answersAt(202, RemapView.class)
            .refuses(409),
        of("GET", STORE + "/remaps", "Remaps, the latest first").lists(RemapView.class),
        of("GET", STORE + "/remaps/{remapId}", "How far a remap is").answers(200, RemapView.class),
        of("DELETE", STORE + "/remaps/{remapId}", "Cancel a remap")
            .answers(200, RemapView.class)
            .refuses(409),
        of("GET", STORE + "/statuses", "The platform's words for states, and those that were seen")
            .answers(200, StatusesView.class));
  }

  private static List<Operation> people() {
    return List.of(
        of("GET", CUSTOMER, "Who is one person, by which evidence")
            .answers(200, CustomerView.class),
        of("GET", CUSTOMER + "/export", "All that is known of a person")
            .answers(200, ErasureRoutes.Export.class),
        of("POST", CUSTOMER + "/split", "Say that some profiles are of another person")
            .sent(Requests.Split.class)
            .answers(200, CustomerView.Parts.class),
        of("POST", CUSTOMER + "/merge", "Say that two customers are one person")
            .sent(Requests.Merge.class)
            .answers(200, CustomerView.Parts.class),
        of("POST", STORE + "/erasures", "Forget a person, orders or carts")
            .sent(Requests.Erase.class)
            .answersAt(202, Erasure.class),
        of("GET", STORE + "/erasures", "Erasures, the latest first").lists(Erasure.class),
        of("GET", STORE + "/erasures/{erasureId}", "An erasure").answers(200, Erasure.class));
  }

  private static List<Operation> jobs() {
    return List.of(
        of("POST", STORE + "/poll", "List, re-read and reconcile now; 202 if that takes longer")
            .answers(200, PollView.class)
            .answersAt(202, PollView.class)
            .refuses(409),
        of("GET", STORE + "/polls/{pollId}", "How a poll went").answers(200, PollView.class),
        of("GET", STORE + "/usage", "Versions by hour and cause, and about what they cost")
            .takes(Queries.HOURS)
            .answers(200, UsageView.class),
        of("GET", STORE + "/reconciliations", "Completeness certificates, the latest first")
            .pages(CertificateView.class),
        of("POST", STORE + "/backfill", "List a period")
            .sent(Requests.Window.class)
            .answersAt(202, BackfillView.class)
            .refuses(409),
        of("GET", STORE + "/backfills", "Back-fills").lists(BackfillView.class),
        of("GET", STORE + "/backfills/{backfillId}", "How far a back-fill is")
            .answers(200, BackfillView.class),
        of("DELETE", STORE + "/backfills/{backfillId}", "Cancel a back-fill")
            .answers(200, BackfillView.class)
            .refuses(409),
        of("POST", STORE + "/replays", "Put events on the bus once more, marked as a replay")
            .sent(Requests.Republish.class)
            .answersAt(202, EventReplayView.class)
            .refuses(409),
        of("GET", STORE + "/replays", "Replays of events, the latest first")
            .lists(EventReplayView.class),
        of("GET", STORE + "/replays/{replay}", "How far a replay is")
            .answers(200, EventReplayView.class),
        of("DELETE", STORE + "/replays/{replay}", "Cancel a replay")
            .answers(200, EventReplayView.class)
            .refuses(409),
        of("GET", "/v1/dead-letters", "What could not be worked off, however often it was tried")
            .lists(DeadLettersView.class),
        of(
                "POST",
                "/v1/dead-letters/redrive",
                "Move it back to where it came from: of one queue or of all")
            .maybeSent(Requests.Redrive.class)
            .lists(202, DeadLetterRoutes.Redriven.class));
  }

  private static List<Operation> subscriptions() {
    return List.of(
        of("POST", "/v1/subscriptions", "Have events sent to a URL")
            .sent(Requests.Subscribe.class)
            .answersAt(201, EventSubscriptionView.class)
            .refuses(409),
        of("GET", "/v1/subscriptions", "Subscriptions").pages(EventSubscriptionView.class),
        of("GET", SUBSCRIPTION, "A subscription").answers(200, EventSubscriptionView.class),
        of("PATCH", SUBSCRIPTION, "Change a subscription: what is given replaces")
            .sent(Requests.Resubscribe.class)
            .answers(200, EventSubscriptionView.class)
            .refuses(409),
        of("DELETE", SUBSCRIPTION, "Remove a subscription").answersNothing(),
        of("POST", SUBSCRIPTION + "/rotate", "Draw a new secret; the old one signs too for a while")
            .maybeSent(Requests.Rotate.class)
            .answers(200, EventSubscriptionView.class)
            .refuses(409),
        of("POST", SUBSCRIPTION + "/enable", "Go on after it was disabled")
            .answers(200, EventSubscriptionView.class)
            .refuses(409),
        of("POST", SUBSCRIPTION + "/test", "Send a test event")
            .answers(202, WebhookJobRoutes.Test.class),
        of("GET", SUBSCRIPTION + "/attempts", "Every try of the last two weeks")
            .pages(Attempt.class),
        of("POST", SUBSCRIPTION + "/replay", "Send again what the ledger holds of a period")
            .sent(Requests.Resend.class)
            .answers(202, WebhookJobRoutes.Replayed.class)
            .refuses(409));
  }
}
