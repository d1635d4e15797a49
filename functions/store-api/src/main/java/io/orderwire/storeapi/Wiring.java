package io.orderwire.storeapi;

import io.orderwire.aws.AwsWiring;
import io.orderwire.aws.EnvironmentSettings;
import io.orderwire.aws.PowertoolsMetrics;
import io.orderwire.aws.Priming;
import io.orderwire.aws.SystemPause;
import io.orderwire.aws.Tracing;
import io.orderwire.connector.Headers;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.Authorizing;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.People;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Rhythm;
import io.orderwire.engine.StoreHealth;
import io.orderwire.json.Json;
import io.orderwire.port.CartTransport;
import io.orderwire.port.Customers;
import io.orderwire.port.Ledger;
import io.orderwire.port.SecretBox;
import io.orderwire.port.Stores;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The parts of the function. `priming` is held because the runtime only holds it weakly.
record Wiring(StoreApi api, PowertoolsMetrics metrics, Tracing tracing, Priming priming) {
  private static final int TOKEN_BYTES = 32;

  /// Over the real tables and queues, by the environment of this process.
  static Wiring ofProcess() {
    AwsWiring aws = AwsWiring.ofProcess();
    Stores stores = aws.stores();
    Ledger ledger = aws.ledger();
    Customers customers = aws.customers();
    SecretBox secrets = aws.secretBox();
    CartTransport transport = aws.cartTransport();
    // On Linux it draws from the kernel each time: instances of one snapshot draw differently.
    SecureRandom random = new SecureRandom();
    StoreApi api =
        new StoreApi(
            new World(
                new Platforms(Connectors.all()),
                stores,
                secrets,
                ledger,
                aws.rawArchive(),
                customers,
                aws.erasures(),
                new People(customers, ledger, aws.clock()),
                new StoreHealth(stores, ledger, aws.clock()),
                aws.intakeQueue(),
                aws.pollQueues(),
                new CartClient(
                    transport,
                    secrets,
                    stores,
                    new CartClient.Surroundings(
                        aws.clock(),
                        new SystemPause(),
                        () -> UUID.randomUUID().toString(),
                        aws.sharedCalls())),
                aws.askedPolls(),
                aws.firstAnswers(),
                aws.authorizations(),
                new Authorizing(transport, aws.clock()),
                aws.eventSubscriptions(),
                aws.webhookQueue(),
                aws.deadLetterQueues(),
                new Rhythm(aws.settings().pollInterval()),
                aws.sharedCalls(),
                new SystemPause(),
                aws.clock(),
                () -> token(random),
                aws.settings().publicBaseUrl(),
                aws.settings().privateCartAddressesAllowed(),
                aws.settings().webhooksAreSent()),
            Console.of(signIn(aws.settings())));
    return new Wiring(api, aws.metrics(), aws.tracing(), Priming.before(() -> rehearse(api)));
  }

  /// Whoever is sent to sign in comes back with a token of this issuer.
  private static ConsoleSignIn signIn(EnvironmentSettings settings) {
    return new ConsoleSignIn(
        settings.jwtIssuer(),
        settings.jwtAudience(),
        settings.consoleClientId(),
        settings.consoleScope(),
        settings.consoleTokenOrigin());
  }

  private static String token(SecureRandom random) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Asks only what is answered without any service: the console, the routes, and a store form that
  /// is wrong.
  private static void rehearse(StoreApi api) {
    api.answer(request("GET", List.of(), ""));
    api.answer(request("GET", List.of("v1"), ""));
    ApiReply refusal = api.answer(request("POST", List.of("v1", "stores"), "{\"platform\":\"?\"}"));
    Json.bytes(refusal.body().orElseThrow());
  }

  private static ApiRequest request(String method, List<String> segments, String body) {
    return new ApiRequest(
        method,
        segments,
        "",
        new Headers(Map.of()),
        body.getBytes(StandardCharsets.UTF_8),
        URI.create("https://rehearsal.invalid"),
        Optional.empty(),
        Optional.empty());
  }
}
