package io.orderwire.system.adapters;

import io.orderwire.aws.AwsWiring;
import io.orderwire.aws.EnvironmentSettings;
import io.orderwire.local.endpoint.Account;
import io.orderwire.local.endpoint.Children;
import io.orderwire.local.endpoint.DataFolder;
import io.orderwire.local.endpoint.DynamoDbLocal;
import io.orderwire.local.endpoint.EventBusEndpoint;
import io.orderwire.local.endpoint.EventLog;
import io.orderwire.local.endpoint.KeyEndpoint;
import io.orderwire.local.endpoint.ObjectStore;
import io.orderwire.local.endpoint.Ports;
import io.orderwire.local.endpoint.QueueServer;
import io.orderwire.local.provision.AwsClients;
import io.orderwire.local.provision.Endpoints;
import io.orderwire.local.provision.Provisioner;
import io.orderwire.local.template.Surroundings;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// The embedded services with the template's resources on them, and the adapters wired to those.
/// Started once for all suites, on any free ports; ended with the JVM's tests.
final class EmbeddedAws implements AutoCloseable {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final AwsClients clients;
  private final AwsWiring wiring;
  private final EventLog events;
  private final Map<String, String> outputs;

  EmbeddedAws() {
    DataFolder data = started(DataFolder.temporary());
    Ports ports = Ports.of(data);
    Account account = Account.LOCAL;
    DynamoDbLocal tables =
        started(
            DynamoDbLocal.start(
                ROOT.resolve("infra/local/dynamodb-local/target/lib"),
                data,
                ports.of("dynamodb"),
                Children.of(data, data.folder("cache"))));
    Map<String, URI> endpoints = new LinkedHashMap<>();
    endpoints.put("DYNAMODB", tables.endpoint());
    endpoints.put("DYNAMODB_STREAMS", tables.endpoint());
    endpoints.put(
        "SQS",
        started(QueueServer.start(data, ports.of("sqs"), account.region(), account.id()))
            .endpoint());
    endpoints.put(
        "S3", started(ObjectStore.start(data.folder("objects"), ports.of("s3"))).endpoint());
    endpoints.put(
        "KMS",
        started(KeyEndpoint.start(data.folder("keys"), ports.of("kms"), account)).endpoint());
    EventBusEndpoint buses =
        started(
            EventBusEndpoint.start(
                data.folder("events"),
                ports.of("eventbridge"),
                account,
                (target, event) -> {},
                line -> {}));
    endpoints.put("EVENTBRIDGE", buses.endpoint());
    events = buses.log();
    tables.awaitReady();
    Endpoints all = new Endpoints(endpoints);
    clients = started(AwsClients.of(all, account.region()));
    outputs =
        new Provisioner(
                clients,
                new Surroundings(account.region(), account.id(), "contract"),
                "http://127.0.0.1:1")
            .provision(ROOT.resolve("template.yaml"), Map.of())
            .outputs();
    wiring = AwsWiring.of(EnvironmentSettings.of(variables(all, account)), InstantSource.system());
  }

  private <T extends AutoCloseable> T started(T part) {
    parts.push(part);
    return part;
  }

  private Map<String, String> variables(Endpoints endpoints, Account account) {
    Map<String, String> variables = new LinkedHashMap<>(endpoints.variables());
    variables.put("AWS_REGION", account.region());
    variables.put("ORDERS_TABLE", output("OrdersTableName"));
    variables.put("STORES_TABLE", output("StoresTableName"));
    variables.put("CUSTOMERS_TABLE", output("CustomersTableName"));
    variables.put("RAW_BUCKET", output("RawBucketName"));
    variables.put("INTAKE_QUEUE_URL", output("IntakeQueueUrl"));
    variables.put("BULK_INTAKE_QUEUE_URL", output("BulkIntakeQueueUrl"));
    variables.put("INTAKE_DEAD_LETTERS_URL", output("IntakeDeadLettersUrl"));
    variables.put("POLL_DEAD_LETTERS_URL", output("PollDeadLettersUrl"));
    variables.put("WEBHOOK_DEAD_LETTERS_URL", output("WebhookDeadLettersUrl"));
    variables.put("DISPATCH_DEAD_LETTERS_URL", output("DispatchDeadLettersUrl"));
    variables.put("POLL_QUEUE_URL", output("PollQueueUrl"));
    variables.put("BACKFILL_POLL_QUEUE_URL", output("BackfillPollQueueUrl"));
    variables.put("WEBHOOK_QUEUE_URL", output("WebhookQueueUrl"));
    variables.put("EVENT_BUS_NAME", output("OrderBusName"));
    variables.put("CREDENTIALS_KEY_ID", output("CredentialsKeyArn"));
    return variables;
  }

  String output(String name) {
    String value = outputs.get(name);
    if (value == null) {
      throw new IllegalStateException("template.yaml has no output " + name + ": " + outputs);
    }
    return value;
  }

  AwsClients clients() {
    return clients;
  }

  AwsWiring wiring() {
    return wiring;
  }

  EventLog events() {
    return events;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception left) {
        throw new IllegalStateException("an embedded service does not end", left);
      }
    }
  }
}
