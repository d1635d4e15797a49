package io.orderwire.local.provision;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Clients of every service that the suite uses, over one HTTP client.
///
/// The HTTP client is Apache 5: the SDK's URL connection client reports some writes to S3Proxy as
/// failed after they happened.
public final class AwsClients implements AutoCloseable {
  private final SdkHttpClient http;
  private final DynamoDbClient tables;
  private final DynamoDbStreamsClient streams;
  private final SqsClient queues;
  private final S3Client objects;
  private final EventBridgeClient buses;
  private final KmsClient keys;

  private AwsClients(
      Map<String, URI> endpoints, String region, AwsCredentialsProvider credentials) {
    // Long polls hold a connection each for up to 20 seconds.
    http =
        Apache5HttpClient.builder()
            .maxConnections(200)
            .socketTimeout(Duration.ofSeconds(60))
            .build();
    Settings settings = new Settings(endpoints, Region.of(region), credentials, http);
    tables = settings.apply("DYNAMODB", DynamoDbClient.builder()).httpClient(http).build();
    streams =
        settings
            .apply("DYNAMODB_STREAMS", DynamoDbStreamsClient.builder())
            .httpClient(http)
            .build();
    queues = settings.apply("SQS", SqsClient.builder()).httpClient(http).build();
    objects = settings.objects(S3Client.builder()).httpClient(http).build();
    buses = settings.apply("EVENTBRIDGE", EventBridgeClient.builder()).httpClient(http).build();
    keys = settings.apply("KMS", KmsClient.builder()).httpClient(http).build();
  }

  private record Settings(
      Map<String, URI> endpoints,
      Region region,
      AwsCredentialsProvider credentials,
      SdkHttpClient http) {
    <B extends AwsClientBuilder<B, C>, C> B apply(String service, B builder) {
      B configured = builder.region(region).credentialsProvider(credentials);
      URI endpoint = endpoints.get(service);
      return endpoint == null ? configured : configured.endpointOverride(endpoint);
    }

    /// Emulators are reached by address, where a bucket cannot be part of the host name.
    S3ClientBuilder objects(S3ClientBuilder builder) {
      return apply("S3", builder).forcePathStyle(true);
    }
  }

  /// Clients of the embedded parts, which take any credentials.
  public static AwsClients of(Endpoints endpoints, String region) {
    return new AwsClients(
        endpoints.byService(),
        region,
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }

  /// Clients of whatever the standard variables (`AWS_ENDPOINT_URL*`, `AWS_REGION`, credentials)
  /// name.
  public static AwsClients fromEnvironment(String region) {
    return new AwsClients(Map.of(), region, DefaultCredentialsProvider.builder().build());
  }

  public DynamoDbClient tables() {
    return tables;
  }

  public DynamoDbStreamsClient streams() {
    return streams;
  }

  public SqsClient queues() {
    return queues;
  }

  public S3Client objects() {
    return objects;
  }

  public EventBridgeClient buses() {
    return buses;
  }

  public KmsClient keys() {
    return keys;
  }

  @Override
  public void close() {
    tables.close();
    streams.close();
    queues.close();
    objects.close();
    buses.close();
    keys.close();
    http.close();
  }
}
