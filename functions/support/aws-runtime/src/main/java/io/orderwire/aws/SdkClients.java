package io.orderwire.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// SDK clients with the settings that all share: one HTTP client, the SDK's standard retries,
/// endpoints, region and credentials by the standard variables of AWS alone.
///
/// The HTTP client is Apache 5: the URL-connection one loses answers of writes that happened.
final class SdkClients {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /// Longer than AWS keeps an idle connection: a connection that outlived a snapshot is not used.
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);

  private final SdkHttpClient http;
  private final EnvironmentSettings settings;

  private SdkClients(SdkHttpClient http, EnvironmentSettings settings) {
    this.http = http;
    this.settings = settings;
  }

  static SdkClients of(EnvironmentSettings settings) {
    SdkHttpClient http =
        Apache5HttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(ANSWER)
            .connectionMaxIdleTime(LONGEST_IDLE)
            .build();
    return new SdkClients(http, settings);
  }

  DynamoDbClient tables() {
    return settle("DYNAMODB", DynamoDbClient.builder()).build();
  }

  SqsClient queues() {
    return settle("SQS", SqsClient.builder()).build();
  }

  /// An endpoint that is given by an address has no host name per bucket.
  S3Client objects() {
    return settle("S3", S3Client.builder())
        .forcePathStyle(settings.endpoint("S3").isPresent())
        .build();
  }

  EventBridgeClient buses() {
    return settle("EVENTBRIDGE", EventBridgeClient.builder()).build();
  }

  KmsClient keys() {
    return settle("KMS", KmsClient.builder()).build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B settle(
      String service, B builder) {
    settings.endpoint(service).ifPresent(builder::endpointOverride);
    settings.region().map(Region::of).ifPresent(builder::region);
    return builder
        .httpClient(http)
        .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD));
  }
}
