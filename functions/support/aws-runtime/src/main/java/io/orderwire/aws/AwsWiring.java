package io.orderwire.aws;

import io.orderwire.port.AskedPolls;
import io.orderwire.port.Authorizations;
import io.orderwire.port.CartTransport;
import io.orderwire.port.CartWatch;
import io.orderwire.port.Customers;
import io.orderwire.port.DeadLetterQueues;
import io.orderwire.port.DeadLetterQueues.Name;
import io.orderwire.port.DeadLetters;
import io.orderwire.port.Erasures;
import io.orderwire.port.EventBus;
import io.orderwire.port.EventSubscriptions;
import io.orderwire.port.FirstAnswers;
import io.orderwire.port.IntakeQueue;
import io.orderwire.port.Ledger;
import io.orderwire.port.PollQueue;
import io.orderwire.port.RawArchive;
import io.orderwire.port.SecretBox;
import io.orderwire.port.SharedCalls;
import io.orderwire.port.Stores;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/// Makes the AWS adapters of the ports. Each one is made when it is asked for and needs the
/// environment variables that it reads, no others: a function that never asks for the ledger need
/// not have `ORDERS_TABLE`. To be asked once, while a function starts.
public final class AwsWiring {
  /// A change of a store shows within this time where many deliveries come in.
  private static final Duration STORES_FRESH_FOR = Duration.ofSeconds(5);

  private static final Duration SECRETS_REMEMBERED_FOR = Duration.ofMinutes(5);

  private final EnvironmentSettings settings;
  private final SdkClients clients;
  private final InstantSource clock;

  private AwsWiring(EnvironmentSettings settings, SdkClients clients, InstantSource clock) {
    this.settings = settings;
    this.clients = clients;
    this.clock = clock;
  }

  /// By the environment and the clock of this process.
  public static AwsWiring ofProcess() {
    return of(EnvironmentSettings.ofProcess(), InstantSource.system());
  }

  public static AwsWiring of(EnvironmentSettings settings, InstantSource clock) {
    return new AwsWiring(settings, SdkClients.of(settings), clock);
  }

  public EnvironmentSettings settings() {
    return settings;
  }

  public InstantSource clock() {
    return clock;
  }

  public Ledger ledger() {
    return new DynamoLedger(enhanced(), settings.ordersTable(), objects());
  }

  /// Reads entries out of the ledger's stream.
  public StreamImages streamImages() {
    return new StreamImages(objects());
  }

  public Stores stores() {
    return new DynamoStores(enhanced(), settings.storesTable());
  }

  /// What processes tell one another of their calls to carts.
  public SharedCalls sharedCalls() {
    return new DynamoSharedCalls(enhanced(), settings.storesTable());
  }

  /// The polls that were asked for.
  public AskedPolls askedPolls() {
    return new DynamoAskedPolls(enhanced(), settings.storesTable());
  }

  public FirstAnswers firstAnswers() {
    return new DynamoFirstAnswers(enhanced(), settings.storesTable());
  }

  public Authorizations authorizations() {
    return new DynamoAuthorizations(enhanced(), settings.storesTable());
  }

  public EventSubscriptions eventSubscriptions() {
    return new DynamoEventSubscriptions(enhanced(), settings.storesTable());
  }

  public SqsWebhookQueue webhookQueue() {
    return new SqsWebhookQueue(sender(settings.webhookQueueUrl()));
  }

  public CartWatch cartWatch() {
    return new DynamoCartWatch(enhanced(), settings.storesTable());
  }

  public Customers customers() {
    return new DynamoCustomers(enhanced(), settings.customersTable());
  }

  public Erasures erasures() {
    return new DynamoErasures(enhanced(), settings.customersTable());
  }

  /// Intake messages that could not be processed.
  public DeadLetters deadLetters() {
    return new SqsDeadLetters(clients.queues(), settings.intakeDeadLettersUrl());
  }

  public DeadLetterQueues deadLetterQueues() {
    return new SqsDeadLetterQueues(
        clients.queues(),
        Map.of(
            Name.INTAKE, settings.intakeDeadLettersUrl(),
            Name.POLL, settings.pollDeadLettersUrl(),
            Name.WEBHOOK, settings.webhookDeadLettersUrl(),
            Name.DISPATCH, settings.dispatchDeadLettersUrl()));
  }

  /// Stores for the hot path: what was read is taken for true for a few seconds.
  public Stores cachedStores() {
    return new CachedStores(stores(), STORES_FRESH_FOR, clock);
  }

  public SecretBox secretBox() {
    return new KmsSecretBox(
        clients.keys(), settings.credentialsKeyId(), SECRETS_REMEMBERED_FOR, clock);
  }

  /// For who sends nothing of a back-fill.
  public IntakeQueue intakeQueue() {
    return new SqsIntakeQueue(sender(settings.intakeQueueUrl()));
  }

  public SqsIntakeQueues intakeQueues() {
    return new SqsIntakeQueues(
        sender(settings.intakeQueueUrl()), sender(settings.bulkIntakeQueueUrl()));
  }

  /// For who asks for no back-fill.
  public PollQueue pollQueue() {
    return new SqsPollQueue(sender(settings.pollQueueUrl()));
  }

  public PollQueue pollQueues() {
    return new SqsPollQueues(
        sender(settings.pollQueueUrl()), sender(settings.backfillPollQueueUrl()));
  }

  public RawArchive rawArchive() {
    return new S3RawArchive(objects());
  }

  public EventBus eventBus() {
    return new EventBridgeBus(clients.buses(), settings.eventBusName(), new ClaimCheck(objects()));
  }

  public CartTransport cartTransport() {
    return new HttpCartTransport(
        HttpCartTransport.systemNames(), settings.privateCartAddressesAllowed(), clock);
  }

  public PowertoolsMetrics metrics() {
    return new PowertoolsMetrics();
  }

  public Tracing tracing() {
    return new Tracing(() -> Optional.ofNullable(System.getProperty(Tracing.PROPERTY)));
  }

  private QueueSender sender(String queueUrl) {
    return new QueueSender(clients.queues(), queueUrl);
  }

  private DynamoDbEnhancedClient enhanced() {
    return DynamoDbEnhancedClient.builder().dynamoDbClient(clients.tables()).build();
  }

  private ObjectStorage objects() {
    return new ObjectStorage(clients.objects(), settings.rawBucket());
  }
}
