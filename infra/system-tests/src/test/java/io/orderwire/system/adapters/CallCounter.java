package io.orderwire.system.adapters;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/// Counts every call that any SDK client of this JVM makes, and asks DynamoDB what it cost. The SDK
/// finds it by a file on the class path.
public final class CallCounter implements ExecutionInterceptor {
  private static final Map<String, Integer> CALLS = new ConcurrentSkipListMap<>();
  private static final Map<String, BigDecimal> UNITS = new ConcurrentSkipListMap<>();

  /// Forgets everything counted so far.
  static void reset() {
    CALLS.clear();
    UNITS.clear();
  }

  /// Operation to number of calls since the last reset.
  static Map<String, Integer> calls() {
    return new TreeMap<>(CALLS);
  }

  /// DynamoDB operation to capacity units, indexes included, since the last reset.
  static Map<String, BigDecimal> units() {
    return new TreeMap<>(UNITS);
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return switch (context.request()) {
      case PutItemRequest put ->
          put.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
      case QueryRequest query ->
          query.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
      case GetItemRequest get ->
          get.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
      default -> context.request();
    };
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    CALLS.merge(operation, 1, Integer::sum);
    SdkResponse response = context.response();
    switch (response) {
      case PutItemResponse put -> add(operation, put.consumedCapacity());
      case QueryResponse query -> add(operation, query.consumedCapacity());
      case GetItemResponse get -> add(operation, get.consumedCapacity());
      default -> {
        // other services count calls
      }
    }
  }

  private static void add(String operation, ConsumedCapacity consumed) {
    UNITS.merge(operation, BigDecimal.valueOf(consumed.capacityUnits()), BigDecimal::add);
  }
}
