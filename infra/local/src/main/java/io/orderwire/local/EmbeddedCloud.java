package io.orderwire.local;

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
import io.orderwire.local.endpoint.StartFailure;
import io.orderwire.local.lambda.Functions;
import io.orderwire.local.provision.AwsClients;
import io.orderwire.local.provision.Endpoints;
import io.orderwire.local.provision.Stack;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// The embedded services, each on a loopback port of its own.
final class EmbeddedCloud implements Cloud {
  private final Endpoints endpoints;
  private final AwsClients clients;
  private final Targets targets;
  private final DynamoDbLocal tables;
  private final QueueServer queues;
  private final ObjectStore objects;
  private final EventBusEndpoint buses;
  private final KeyEndpoint keys;

  private EmbeddedCloud(
      Endpoints endpoints,
      AwsClients clients,
      Targets targets,
      DynamoDbLocal tables,
      QueueServer queues,
      ObjectStore objects,
      EventBusEndpoint buses,
      KeyEndpoint keys) {
    this.endpoints = endpoints;
    this.clients = clients;
    this.targets = targets;
    this.tables = tables;
    this.queues = queues;
    this.objects = objects;
    this.buses = buses;
    this.keys = keys;
  }

  /// Starts all of them at the same time, and returns when each takes requests.
  static EmbeddedCloud start(
      DataFolder data, Children children, Path library, Consumer<String> console) {
    Ports ports = Ports.of(data);
    Account account = Account.LOCAL;
    DynamoDbLocal tables = DynamoDbLocal.start(library, data, ports.of("dynamodb"), children);
    Endpoints endpoints = endpoints(ports);
    AwsClients clients = AwsClients.of(endpoints, account.region());
    Targets targets = new Targets(clients.queues(), console);
    try (ExecutorService starting = Executors.newFixedThreadPool(2)) {
      Future<QueueServer> queues =
          starting.submit(
              () -> QueueServer.start(data, ports.of("sqs"), account.region(), account.id()));
      Future<ObjectStore> objects =
          starting.submit(() -> ObjectStore.start(data.folder("objects"), ports.of("s3")));
      KeyEndpoint keys = KeyEndpoint.start(data.folder("keys"), ports.of("kms"), account);
      EventBusEndpoint buses =
          EventBusEndpoint.start(
              data.folder("events"), ports.of("eventbridge"), account, targets, console);
      EmbeddedCloud cloud =
          new EmbeddedCloud(
              endpoints,
              clients,
              targets,
              tables,
              started(queues::get),
              started(objects::get),
              buses,
              keys);
      tables.awaitReady();
      return cloud;
    } catch (RuntimeException e) {
      tables.close();
      throw e;
    }
  }

  private static Endpoints endpoints(Ports ports) {
    Map<String, URI> byService = new LinkedHashMap<>();
    byService.put("SQS", uri(ports.of("sqs")));
    byService.put("DYNAMODB", uri(ports.of("dynamodb")));
    byService.put("DYNAMODB_STREAMS", uri(ports.of("dynamodb")));
    byService.put("S3", uri(ports.of("s3")));
    byService.put("EVENTBRIDGE", uri(ports.of("eventbridge")));
    byService.put("KMS", uri(ports.of("kms")));
    return new Endpoints(byService);
  }

  private static URI uri(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static <T> T started(Callable<T> part) {
    try {
      return part.call();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StartFailure failure) {
        throw failure;
      }
      throw new StartFailure("a part does not start: " + e.getCause(), e);
    } catch (Exception e) {
      throw new StartFailure("a part does not start: " + e.getMessage(), e);
    }
  }

  @Override
  public Account account() {
    return Account.LOCAL;
  }

  @Override
  public AwsClients clients() {
    return clients;
  }

  @Override
  public Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>(endpoints.variables());
    variables.put("AWS_ACCESS_KEY_ID", "local");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    variables.put("AWS_REGION", account().region());
    variables.put("AWS_DEFAULT_REGION", account().region());
    return variables;
  }

  @Override
  public EventLog events() {
    return buses.log();
  }

  @Override
  public void connect(Stack stack, Functions functions) {
    queues.guardMoves();
    targets.connect(functions);
  }

  @Override
  public List<String> broken() {
    return tables.isAlive()
        ? List.of()
        : List.of("DynamoDB Local has ended: see logs/dynamodb-local.log");
  }

  @Override
  public void close() {
    // The child first: everything is kept as it happens, so nothing is lost when time runs out
    // here.
    tables.close();
    buses.close();
    keys.close();
    objects.close();
    queues.close();
    clients.close();
  }
}
