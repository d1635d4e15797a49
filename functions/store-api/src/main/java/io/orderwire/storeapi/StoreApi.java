package io.orderwire.storeapi;

import io.orderwire.connector.FaultException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The store API: what merchants, operators and SaaS backends ask and tell.
final class StoreApi {
  private static final Logger LOG = LoggerFactory.getLogger(StoreApi.class);

  private final Router router = new Router();
  private final Idempotency idempotency;

  record Index(String service, List<String> routes) {
    Index {
      routes = List.copyOf(routes);
    }
  }

  StoreApi(World world, Console console) {
    idempotency = new Idempotency(world);
    router.route("GET", "v1", (request, values) -> index());
    new DocumentRoutes().addTo(router);
    new ConsoleRoutes(console).addTo(router);
    new StoreRoutes(world).addTo(router);
    new AuthorizationRoutes(world).addTo(router);
    new CallbackRoutes(world).addTo(router);
    new ActivityRoutes(world).addTo(router);
    new OrderRoutes(world).addTo(router);
    new SummaryRoutes(world).addTo(router);
    new HistoryRoutes(world).addTo(router);
    new RawRoutes(world).addTo(router);
    new MappingRoutes(world).addTo(router);
    new RemapRoutes(world).addTo(router);
    new EventReplayRoutes(world).addTo(router);
    new StatusRoutes(world).addTo(router);
    new CapsuleRoutes(world).addTo(router);
    new ShapeRoutes(world).addTo(router);
    new ErasureRoutes(world).addTo(router);
    new CustomerRoutes(world).addTo(router);
    new CartRoutes(world).addTo(router);
    new JobRoutes(world).addTo(router);
    new PollRoutes(world).addTo(router);
    new UsageRoutes(world).addTo(router);
    new ReconciliationRoutes(world).addTo(router);
    new BackfillRoutes(world).addTo(router);
    new DeadLetterRoutes(world).addTo(router);
    new EventSubscriptionRoutes(world).addTo(router);
    new WebhookJobRoutes(world).addTo(router);
  }

  /// What there is, as `GET /v1/stores/{id}`.
  List<String> routes() {
    return router.list();
  }

  /// Always answers: a service that does not is told as 503.
  ApiReply answer(ApiRequest request) {
    ApiReply reply;
    try {
      reply = idempotency.answer(request, router::answer);
    } catch (FaultException fault) {
      LOG.warn("not answered: {}", fault.getMessage());
      reply = ApiReply.refused(Problem.unavailable()).with("retry-after", "5");
    }
    LOG.info("{} {} {}", request.method(), request.path(), reply.status());
    return reply;
  }

  private ApiReply index() {
    return ApiReply.ok(new Index("orderwire", router.list()));
  }
}
