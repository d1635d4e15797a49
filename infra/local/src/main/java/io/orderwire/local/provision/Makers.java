package io.orderwire.local.provision;

import java.util.List;
import java.util.Map;

/// The makers of every resource type that has one.
///
/// @param apiUrl where the HTTP API is reached, for `!GetAtt Api.ApiEndpoint`
record Makers(Map<String, ResourceMaker> byType, String apiUrl) {
  /// Types that change nothing about how the suite behaves on one machine: rights, logs, alarms,
  /// and the parts of an HTTP API and of Lambda that the runner reads itself.
  private static final List<String> HARMLESS =
      List.of(
          "AWS::IAM::",
          "AWS::Logs::",
          "AWS::CloudWatch::",
          "AWS::XRay::",
          "AWS::ApplicationInsights::",
          "AWS::ApiGatewayV2::",
          "AWS::Lambda::",
          "AWS::S3::BucketPolicy",
          "AWS::SQS::QueuePolicy",
          "AWS::SNS::TopicPolicy",
          "AWS::SNS::Subscription",
          "AWS::Events::EventBusPolicy",
          "AWS::CloudFormation::WaitConditionHandle");

  static boolean isHarmless(String type) {
    return HARMLESS.stream().anyMatch(type::startsWith);
  }

  static Makers of(AwsClients clients, String region, String apiUrl) {
    return new Makers(
        Map.of(
            "AWS::DynamoDB::Table", new TableMaker(clients.tables()),
            "AWS::SQS::Queue", new QueueMaker(clients.queues()),
            "AWS::S3::Bucket", new BucketMaker(clients.objects(), region),
            "AWS::Events::EventBus", new BusMaker(clients.buses()),
            "AWS::Events::Archive", new ArchiveMaker(clients.buses()),
            "AWS::Events::Rule", new RuleMaker(clients.buses()),
            "AWS::KMS::Key", new KeyMaker(clients.keys()),
            "AWS::KMS::Alias", new KeyAliasMaker(clients.keys())),
        apiUrl);
  }
}
