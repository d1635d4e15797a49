package io.orderwire.local.endpoint;

/// The account and region that the endpoints say they are.
public record Account(String id, String region) {
  /// What the embedded stack uses. DynamoDB Local knows no other account. The region is one for
  /// which version 1 of the AWS CLI has no endpoint of SQS built in: for the older regions it
  /// overrides `AWS_ENDPOINT_URL_SQS` with that.
  public static final Account LOCAL = new Account("000000000000", "eu-central-2");

  public String arn(String service, String rest) {
    return "arn:aws:" + service + ":" + region + ":" + id + ":" + rest;
  }
}
