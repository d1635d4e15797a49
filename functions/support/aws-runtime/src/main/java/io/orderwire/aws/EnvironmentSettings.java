package io.orderwire.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The environment variables that the template sets, each read when a function first needs it: a
/// function is given only those that its code reads.
///
/// A variable that is missing or makes no sense is an `IllegalStateException` that names it.
public final class EnvironmentSettings {
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

  private final Map<String, String> variables;

  private EnvironmentSettings(Map<String, String> variables) {
    this.variables = Collections.unmodifiableMap(new TreeMap<>(variables));
  }

  public static EnvironmentSettings of(Map<String, String> variables) {
    return new EnvironmentSettings(variables);
  }

  /// Those of this process.
  public static EnvironmentSettings ofProcess() {
    return new EnvironmentSettings(System.getenv());
  }

  public String ordersTable() {
    return required("ORDERS_TABLE");
  }

  public String storesTable() {
    return required("STORES_TABLE");
  }

  public String customersTable() {
    return required("CUSTOMERS_TABLE");
  }

  public String rawBucket() {
    return required("RAW_BUCKET");
  }

  public String intakeQueueUrl() {
    return required("INTAKE_QUEUE_URL");
  }

  public String bulkIntakeQueueUrl() {
    return required("BULK_INTAKE_QUEUE_URL");
  }

  public String intakeDeadLettersUrl() {
    return required("INTAKE_DEAD_LETTERS_URL");
  }

  public String pollDeadLettersUrl() {
    return required("POLL_DEAD_LETTERS_URL");
  }

  public String webhookDeadLettersUrl() {
    return required("WEBHOOK_DEAD_LETTERS_URL");
  }

  public String dispatchDeadLettersUrl() {
    return required("DISPATCH_DEAD_LETTERS_URL");
  }

  public String pollQueueUrl() {
    return required("POLL_QUEUE_URL");
  }

  public String backfillPollQueueUrl() {
    return required("BACKFILL_POLL_QUEUE_URL");
  }

  public String webhookQueueUrl() {
    return required("WEBHOOK_QUEUE_URL");
  }

  public String eventBusName() {
    return required("EVENT_BUS_NAME");
  }

  public String credentialsKeyId() {
    return required("CREDENTIALS_KEY_ID");
  }

  /// Base of the webhook URLs, without a slash at its end; empty for the address that was asked.
  public Optional<URI> publicBaseUrl() {
    return optional("PUBLIC_BASE_URL")
        .map(text -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
        .map(text -> address("PUBLIC_BASE_URL", text));
  }

  /// True if carts and subscribed URLs may have private addresses and plain http: only where the
  /// suite runs locally.
  public boolean privateCartAddressesAllowed() {
    return either("PRIVATE_CART_ADDRESSES", "allow", "deny");
  }

  /// False if no rule brings the bus's events to the webhook sender.
  public boolean webhooksAreSent() {
    return either("OUTBOUND_WEBHOOKS", "enabled", "disabled");
  }

  /// Issuer of the tokens that the store API takes; empty where callers sign with SigV4.
  public Optional<URI> jwtIssuer() {
    return optional("JWT_ISSUER").map(text -> address("JWT_ISSUER", text));
  }

  /// Audiences of these tokens, the first of which the console asks for.
  public Optional<String> jwtAudience() {
    return optional("JWT_AUDIENCE").map(text -> text.split(",", 2)[0]);
  }

  /// Whom the console signs in as; empty where nobody can sign in to it.
  public Optional<String> consoleClientId() {
    return optional("CONSOLE_CLIENT_ID");
  }

  public Optional<String> consoleScope() {
    return optional("CONSOLE_SCOPE");
  }

  /// Where the issuer gives out tokens, if that is another origin than its own.
  public Optional<URI> consoleTokenOrigin() {
    return optional("CONSOLE_TOKEN_ORIGIN").map(text -> address("CONSOLE_TOKEN_ORIGIN", text));
  }

  /// How often a store is polled unless it says otherwise.
  public Duration pollInterval() {
    String text = required("POLL_INTERVAL_MINUTES");
    try {
      Duration interval = Duration.ofMinutes(Long.parseLong(text));
      if (interval.isPositive() && interval.compareTo(LONGEST_INTERVAL) <= 0) {
        return interval;
      }
    } catch (NumberFormatException notWhole) {
      // Told below, together with what is out of range.
    }
    throw unfit("POLL_INTERVAL_MINUTES", "a whole number of minutes from 1 to 1440", text);
  }

  /// Where a standard variable sends the SDK for a service, such as `SQS`, instead of to AWS.
  Optional<URI> endpoint(String service) {
    return optional("AWS_ENDPOINT_URL_" + service)
        .or(() -> optional("AWS_ENDPOINT_URL"))
        .map(URI::create);
  }

  /// The region; the SDK finds it by itself where the variable is not set.
  Optional<String> region() {
    return optional("AWS_REGION");
  }

  /// False where the variable is not set.
  private boolean either(String name, String yes, String no) {
    String text = optional(name).orElse(no);
    if (!text.equals(yes) && !text.equals(no)) {
      throw unfit(name, yes + " or " + no, text);
    }
    return text.equals(yes);
  }

  private Optional<String> optional(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(s -> !s.isEmpty());
  }

  private String required(String name) {
    return optional(name)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "environment variable %s is not set: the template sets it for the functions that read it"
                        .formatted(name)));
  }

  private static URI address(String name, String text) {
    URI address = URI.create(text);
    if (address.getHost() == null) {
      throw unfit(name, "an address such as https://orders.example.com", text);
    }
    return address;
  }

  private static IllegalStateException unfit(String name, String expected, String text) {
    return new IllegalStateException(
        "environment variable %s must be %s, not \"%s\"".formatted(name, expected, text));
  }
}
