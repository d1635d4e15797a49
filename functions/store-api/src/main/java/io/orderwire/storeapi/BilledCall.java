package io.orderwire.storeapi;

import java.math.BigDecimal;

/// What AWS bills by the call, and what a million of it cost at the list prices of us-east-1. No
/// free tier, no discount.
public enum BilledCall {
  HTTP_API("API Gateway", "HTTP API requests", "1.00"),
  /// Of 64 KB each.
  SQS("SQS", "requests", "0.40"),
  S3_WRITE("S3", "objects written", "5.00"),
  S3_READ("S3", "objects read", "0.40"),
  DYNAMODB_WRITE("DynamoDB", "write units", "0.625"),
  DYNAMODB_READ("DynamoDB", "read units", "0.125"),
  /// Of 64 KB each.
  EVENTBRIDGE("EventBridge", "events", "1.00"),
  LAMBDA("Lambda", "requests", "0.20");

  static final String REGION = "us-east-1";
  static final String CURRENCY = "USD";

  /// When the prices were read.
  static final String PRICES_OF = "2026-11";

  private static final int MILLION = 6;

  private final String service;
  private final String unit;
  private final BigDecimal million;

  BilledCall(String service, String unit, String million) {
    this.service = service;
    this.unit = unit;
    this.million = new BigDecimal(million);
  }

  public String service() {
    return service;
  }

  /// What is counted, in the plural.
  public String unit() {
    return unit;
  }

  /// What a million cost.
  public BigDecimal million() {
    return million;
  }

  /// What so many cost.
  BigDecimal cost(BigDecimal calls) {
    return calls.multiply(million).movePointLeft(MILLION);
  }
}
