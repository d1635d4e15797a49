package io.orderwire.storeapi;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.Authorizing;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.People;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Rhythm;
import io.orderwire.engine.StoreHealth;
import io.orderwire.json.Json;
import io.orderwire.testkit.Faults;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.InMemoryAskedPolls;
import io.orderwire.testkit.InMemoryAuthorizations;
import io.orderwire.testkit.InMemoryCustomers;
import io.orderwire.testkit.InMemoryDeadLetterQueues;
import io.orderwire.testkit.InMemoryErasures;
import io.orderwire.testkit.InMemoryEventSubscriptions;
import io.orderwire.testkit.InMemoryFirstAnswers;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.InMemoryLedger;
import io.orderwire.testkit.InMemoryPollQueue;
import io.orderwire.testkit.InMemoryRawArchive;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.InMemoryWebhookQueue;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.ScriptedCart;
import io.orderwire.testkit.ScriptedFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The API over in-memory ports, asked through the gateway's framing.
final class Api {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final String SHOPIFY =
      """
      {"store_id": "acme-eu", "platform": "shopify", "name": "Acme",
       "base_url": "https://acme-eu.myshopify.com",
       "credentials": {"access_token": "shpat_0123456789abcdef", "webhook_secret": "first-secret"}}
      """;

  final ScriptedFaults faults = new ScriptedFaults();
  final ManualClock clock = new ManualClock(NOON);
  final InMemoryStores stores = new InMemoryStores(this::strike);
  final InMemorySecretBox secrets = new InMemorySecretBox();
  final InMemoryLedger ledger = new InMemoryLedger(Faults.NONE);
  final InMemoryRawArchive archive = new InMemoryRawArchive(this::read);
  final InMemoryErasures erasures = new InMemoryErasures();
  final InMemoryCustomers customers = new InMemoryCustomers();
  final InMemoryIntakeQueue intake = new InMemoryIntakeQueue(clock, faults);
  final InMemoryPollQueue polls = new InMemoryPollQueue(clock);
  final InMemoryAskedPolls asked = new InMemoryAskedPolls();
  final InMemoryFirstAnswers answers = new InMemoryFirstAnswers(faults);
  final InMemoryAuthorizations authorizations = new InMemoryAuthorizations(faults);
  final InMemoryEventSubscriptions subscriptions = new InMemoryEventSubscriptions();
  final InMemoryWebhookQueue webhooks = new InMemoryWebhookQueue(clock);
  final InMemoryDeadLetterQueues deadLetters = new InMemoryDeadLetterQueues();
  final CartRegistry registry = new CartRegistry();
  final ScriptedCart cart = new ScriptedCart(registry);
  private final AtomicInteger tokens = new AtomicInteger();
  private final StoreApi api;

  record Answer(int status, Map<String, String> headers, String text) {
    JsonNode json() {
      try {
        return text.isEmpty() ? MissingNode.getInstance() : Json.codec().readTree(text);
      } catch (IOException notJson) {
        throw new UncheckedIOException(notJson);
      }
    }
  }

  Api() {
    this(Optional.empty(), false);
  }

  Api(Optional<URI> publicBase, boolean privateCarts) {
    this(publicBase, privateCarts, true);
  }

  Api(Optional<URI> publicBase, boolean privateCarts, boolean webhooksAreSent) {
    this(publicBase, privateCarts, webhooksAreSent, ConsoleSignIn.none());
  }

  /// One whose people sign in, on this machine.
  Api(ConsoleSignIn signIn) {
    this(Optional.empty(), true, true, signIn);
  }

  private Api(
      Optional<URI> publicBase,
      boolean privateCarts,
      boolean webhooksAreSent,
      ConsoleSignIn signIn) {
    api =
        new StoreApi(
            new World(
                new Platforms(Connectors.all()),
                stores,
                secrets,
                ledger,
                archive,
                customers,
                erasures,
                new People(customers, ledger, clock),
                new StoreHealth(stores, ledger, clock),
                intake,
                polls,
                new CartClient(
                    cart,
                    secrets,
                    stores,
                    new CartClient.Surroundings(clock, clock::advance, () -> "n")),
                asked,
                answers,
                authorizations,
                new Authorizing(cart, clock),
                subscriptions,
                webhooks,
                deadLetters,
                new Rhythm(Duration.ofMinutes(5)),
                stores,
                this::pause,
                clock,
                () -> "token-" + tokens.incrementAndGet(),
                publicBase,
                privateCarts,
                webhooksAreSent),
            Console.of(signIn));
  }

  /// How long a read of the archive takes.
  Duration readTakes = Duration.ZERO;

  /// How often the archive was read.
  int reads;

  private void read(Step step, Moment moment) {
    if (step == Step.ARCHIVE_READ) {
      clock.advance(readTakes);
      reads++;
    }
  }

  /// What others do to the stores before each write of the API.
  Runnable othersWrite = () -> {};

  private void strike(Step step, Moment moment) {
    faults.at(step, moment);
    if (step == Step.STORES_WRITE && moment == Moment.BEFORE) {
      Runnable others = othersWrite;
      othersWrite = () -> {};
      others.run();
      othersWrite = others;
    }
  }

  /// What happens elsewhere while the API waits.
  Runnable meanwhile = () -> {};

  private void pause(Duration time) {
    clock.advance(time);
    meanwhile.run();
  }

  List<String> routes() {
    return api.routes();
  }

  Answer get(String path) {
    return ask("GET", path, "");
  }

  Answer post(String path, String body) {
    return ask("POST", path, body);
  }

  Answer patch(String path, String body) {
    return ask("PATCH", path, body);
  }

  Answer ask(String method, String path, String body) {
    return ask(event(method, path, body));
  }

  static APIGatewayV2HTTPEvent event(String method, String path, String body) {
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    int question = path.indexOf('?');
    event.setRawPath(question < 0 ? path : path.substring(0, question));
    event.setRawQueryString(question < 0 ? "" : path.substring(question + 1));
    event.setHeaders(Map.of("X-Forwarded-Proto", "https"));
    event.setBody(Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
    event.setIsBase64Encoded(true);
    RequestContext.Http http = new RequestContext.Http();
    http.setMethod(method);
    RequestContext context = new RequestContext();
    context.setHttp(http);
    context.setDomainName("api.example.com");
    event.setRequestContext(context);
    return event;
  }

  static APIGatewayV2HTTPEvent keyed(String key, String method, String path, String body) {
    APIGatewayV2HTTPEvent event = event(method, path, body);
    event.setHeaders(Map.of("X-Forwarded-Proto", "https", "Idempotency-Key", key));
    return event;
  }

  Answer ask(APIGatewayV2HTTPEvent event) {
    APIGatewayV2HTTPResponse response =
        GatewayFraming.response(
            api.answer(GatewayFraming.request(event, Optional.of("1-5759e988-bd862e3fe1be46a9"))));
    Answer answer = new Answer(response.getStatusCode(), response.getHeaders(), response.getBody());
    Documented.check(event.getRequestContext().getHttp().getMethod(), event.getRawPath(), answer);
    return answer;
  }
}
