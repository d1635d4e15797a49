package io.orderwire.local.template;

/// Where a stack is created: what CloudFormation's pseudo parameters stand for.
public record Surroundings(String region, String account, String stackName) {
  public Surroundings named(String newStackName) {
    return new Surroundings(region, account, newStackName);
  }

  /// The ARN of something of this account, for example
  /// `arn:aws:sqs:eu-central-1:000000000000:name`.
  public String arn(String service, String rest) {
    return "arn:aws:" + service + ":" + region + ":" + account + ":" + rest;
  }
}
