package io.orderwire.system.template;

import io.orderwire.system.template.Reach.Call;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What the calls of the AWS adapters need. An adapter stands for one resource, or hands its calls
/// to one of two tools that know none: `QueueSender` and `ObjectStorage`.
///
/// Source of the actions: the service authorization reference of each service. A transaction needs
/// the actions of its parts. Reading an object needs `s3:ListBucket` too: without it S3 answers 403
/// for one that is not there.
final class AwsCalls {
  private static final String SDK = "software.amazon.awssdk.";
  private static final String ENHANCED = SDK + "enhanced.dynamodb.";
  private static final String ADAPTERS = "io.orderwire.aws.";

  /// Methods that make no call to AWS.
  private static final Set<String> LOCAL =
      Set.of("builder", "create", "close", "table", "index", "tableSchema", "tableName", "build");

  /// Methods of the tools that make none.
  private static final Set<String> OF_TOOLS = Set.of("bucket", "isOf");

  private static final Map<String, Set<String>> TOOLS =
      Map.of(
          ADAPTERS + "QueueSender", Set.of(SDK + "services.sqs.SqsClient"),
          ADAPTERS + "ObjectStorage", Set.of(SDK + "services.s3.S3Client"));

  /// In adapter `from`, a call of `method` of `owner` needs `actions` on `resource`.
  private record Need(
      String from, String owner, Set<String> methods, List<String> actions, String resource) {

    boolean fits(Call call) {
      return call.from().equals(ADAPTERS + from)
          && call.owner().equals(owner)
          && methods.contains(call.method());
    }
  }

  private static Need need(
      String from, String owner, String methods, String actions, String resource) {
    return new Need(from, owner, Set.of(methods.split(" ")), List.of(actions.split(" ")), resource);
  }

  private static final String TABLE = ENHANCED + "DynamoDbTable";
  private static final String INDEX = ENHANCED + "DynamoDbIndex";
  private static final String TRANSACTION =
      ENHANCED + "model.TransactWriteItemsEnhancedRequest$Builder";
  private static final String SQS = SDK + "services.sqs.SqsClient";
  private static final String QUEUE = ADAPTERS + "QueueSender";
  private static final String OBJECTS = ADAPTERS + "ObjectStorage";

  private static final List<Need> NEEDS =
      List.of(
          need("DynamoLedger", TABLE, "query", "dynamodb:Query", "OrdersTable"),
          need("DynamoLedger", TABLE, "getItem", "dynamodb:GetItem", "OrdersTable"),
          need("DynamoLedger", TABLE, "putItemWithResponse", "dynamodb:PutItem", "OrdersTable"),
          need("DynamoLedger", INDEX, "query", "dynamodb:Query", "OrdersTable/index/by-store"),
          need("DynamoStores", TABLE, "query", "dynamodb:Query", "StoresTable"),
          need("DynamoStores", TABLE, "getItem", "dynamodb:GetItem", "StoresTable"),
          need("DynamoStores", TABLE, "putItemWithResponse", "dynamodb:PutItem", "StoresTable"),
          need("DynamoStores", TABLE, "deleteItem", "dynamodb:DeleteItem", "StoresTable"),
          need("DynamoStores", TRANSACTION, "addPutItem", "dynamodb:PutItem", "StoresTable"),
          need("DynamoStores", TRANSACTION, "addDeleteItem", "dynamodb:DeleteItem", "StoresTable"),
          need("DynamoStores", INDEX, "query", "dynamodb:Query", "StoresTable/index/by-kind"),
          need("DynamoSharedCalls", TABLE, "getItem", "dynamodb:GetItem", "StoresTable"),
          need("DynamoSharedCalls", TABLE, "query", "dynamodb:Query", "StoresTable"),
          need("DynamoSharedCalls", TABLE, "updateItem", "dynamodb:UpdateItem", "StoresTable"),
          need(
              "DynamoFirstAnswers",
              TABLE,
              "putItemWithResponse",
              "dynamodb:PutItem",
              "StoresTable"),
          need("DynamoFirstAnswers", TABLE, "deleteItem", "dynamodb:DeleteItem", "StoresTable"),
          need("DynamoAskedPolls", TABLE, "query", "dynamodb:Query", "StoresTable"),
          need("DynamoAskedPolls", TABLE, "putItemWithResponse", "dynamodb:PutItem", "StoresTable"),
          need("DynamoAuthorizations", TABLE, "getItem", "dynamodb:GetItem", "StoresTable"),
          need(
              "DynamoAuthorizations",
              TABLE,
              "putItemWithResponse",
              "dynamodb:PutItem",
              "StoresTable"),
          need("DynamoAuthorizations", TABLE, "deleteItem", "dynamodb:DeleteItem", "StoresTable"),
          need("DynamoEventSubscriptions", TABLE, "query", "dynamodb:Query", "StoresTable"),
          need("DynamoEventSubscriptions", TABLE, "getItem", "dynamodb:GetItem", "StoresTable"),
          need(
              "DynamoEventSubscriptions",
              TABLE,
              "putItemWithResponse",
              "dynamodb:PutItem",
              "StoresTable"),
          need(
              "DynamoEventSubscriptions",
              TABLE,
              "deleteItem",
              "dynamodb:DeleteItem",
              "StoresTable"),
          need("DynamoCartWatch", TABLE, "query", "dynamodb:Query", "StoresTable"),
          need("DynamoCartWatch", TABLE, "getItem", "dynamodb:GetItem", "StoresTable"),
          need("DynamoCartWatch", TABLE, "putItemWithResponse", "dynamodb:PutItem", "StoresTable"),
          need("DynamoCartWatch", TABLE, "deleteItem", "dynamodb:DeleteItem", "StoresTable"),
          need("DynamoCustomers", TABLE, "query", "dynamodb:Query", "CustomersTable"),
          need("DynamoCustomers", TABLE, "getItem", "dynamodb:GetItem", "CustomersTable"),
          need(
              "DynamoCustomers",
              TABLE,
              "putItemWithResponse",
              "dynamodb:PutItem",
              "CustomersTable"),
          need("DynamoCustomers", TABLE, "deleteItem", "dynamodb:DeleteItem", "CustomersTable"),
          need("DynamoCustomers", TRANSACTION, "addPutItem", "dynamodb:PutItem", "CustomersTable"),
          need(
              "DynamoCustomers",
              TRANSACTION,
              "addDeleteItem",
              "dynamodb:DeleteItem",
              "CustomersTable"),
          need("DynamoErasures", TABLE, "query", "dynamodb:Query", "CustomersTable"),
          need("DynamoErasures", TABLE, "getItem", "dynamodb:GetItem", "CustomersTable"),
          need(
              "DynamoErasures", TABLE, "putItemWithResponse", "dynamodb:PutItem", "CustomersTable"),
          need("SqsDeadLetters", SQS, "receiveMessage", "sqs:ReceiveMessage", "IntakeDeadLetters"),
          need("SqsDeadLetters", SQS, "deleteMessage", "sqs:DeleteMessage", "IntakeDeadLetters"),
          need(
              "SqsDeadLetterQueues",
              SQS,
              "startMessageMoveTask",
              "sqs:StartMessageMoveTask sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes",
              "IntakeDeadLetters"),
          need(
              "SqsDeadLetterQueues",
              SQS,
              "listMessageMoveTasks",
              "sqs:ListMessageMoveTasks",
              "IntakeDeadLetters"),
          need(
              "SqsDeadLetterQueues",
              SQS,
              "getQueueAttributes",
              "sqs:GetQueueAttributes",
              "IntakeDeadLetters"),
          need(
              "SqsDeadLetterQueues",
              SQS,
              "startMessageMoveTask",
              "sqs:StartMessageMoveTask sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes",
              "PollDeadLetters"),
          need(
              "SqsDeadLetterQueues",
              SQS,
              "listMessageMoveTasks",
              "sqs:ListMessageMoveTasks",
              "PollDeadLetters"),
          need(
              "SqsDeadLetterQueues",
              SQS,
              "getQueueAttributes",
              "sqs:GetQueueAttributes",
              "PollDeadLetters"),
          need(
              "SqsDeadLetterQueues",
              SQS,
              "startMessageMoveTask",
              "sqs:StartMessageMoveTask sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes",
              "WebhookDeadLetters"),
          need(
              "SqsDeadLetterQueues",
              SQS,
              "listMessageMoveTasks",
              "sqs:ListMessageMoveTasks",
              "WebhookDeadLetters"),
          need(
              "SqsDeadLetterQueues",
              SQS,
              "getQueueAttributes",
              "sqs:GetQueueAttributes",
              "WebhookDeadLetters"),
          need(
              "SqsDeadLetterQueues",
              SQS,
              "getQueueAttributes",
              "sqs:GetQueueAttributes",
              "DispatchDeadLetters"),
          need(
              "SqsDeadLetterQueues", SQS, "startMessageMoveTask", "sqs:SendMessage", "IntakeQueue"),
          need(
              "SqsDeadLetterQueues",
              SQS,
              "startMessageMoveTask",
              "sqs:SendMessage",
              "BulkIntakeQueue"),
          need("SqsDeadLetterQueues", SQS, "startMessageMoveTask", "sqs:SendMessage", "PollQueue"),
          need(
              "SqsDeadLetterQueues",
              SQS,
              "startMessageMoveTask",
              "sqs:SendMessage",
              "BackfillPollQueue"),
          need(
              "SqsDeadLetterQueues",
              SQS,
              "startMessageMoveTask",
              "sqs:SendMessage",
              "OutboundEventQueue"),
          need(
              "SqsDeadLetterQueues",
              SQS,
              "startMessageMoveTask",
              "sqs:SendMessage",
              "WebhookQueue"),
          need(
              "S3RawArchive",
              OBJECTS,
              "erase",
              "s3:DeleteObject s3:DeleteObjectVersion",
              "RawBucket/raw/*"),
          need(
              "S3RawArchive", OBJECTS, "erase", "s3:ListBucket s3:ListBucketVersions", "RawBucket"),
          need(
              "LedgerItems",
              OBJECTS,
              "erase",
              "s3:DeleteObject s3:DeleteObjectVersion",
              "RawBucket/documents/*"),
          need("LedgerItems", OBJECTS, "erase", "s3:ListBucket s3:ListBucketVersions", "RawBucket"),
          need("SqsIntakeQueue", QUEUE, "send sendAll", "sqs:SendMessage", "IntakeQueue"),
          need("SqsIntakeQueues", QUEUE, "send sendAll", "sqs:SendMessage", "IntakeQueue"),
          need("SqsIntakeQueues", QUEUE, "send sendAll", "sqs:SendMessage", "BulkIntakeQueue"),
          need("SqsPollQueues", QUEUE, "send sendAll", "sqs:SendMessage", "PollQueue"),
          need("SqsPollQueues", QUEUE, "send sendAll", "sqs:SendMessage", "BackfillPollQueue"),
          need("SqsPollQueue", QUEUE, "send sendAll", "sqs:SendMessage", "PollQueue"),
          need("SqsWebhookQueue", QUEUE, "send sendAll", "sqs:SendMessage", "WebhookQueue"),
          need("S3RawArchive", OBJECTS, "put", "s3:PutObject", "RawBucket/raw/*"),
          need("S3RawArchive", OBJECTS, "get", "s3:GetObject", "RawBucket/raw/*"),
          need("S3RawArchive", OBJECTS, "get list", "s3:ListBucket", "RawBucket"),
          need("LedgerItems", OBJECTS, "put", "s3:PutObject", "RawBucket/documents/*"),
          need("LedgerItems", OBJECTS, "get", "s3:GetObject", "RawBucket/documents/*"),
          need("LedgerItems", OBJECTS, "get", "s3:ListBucket", "RawBucket"),
          need("ClaimCheck", OBJECTS, "put", "s3:PutObject", "RawBucket/documents/*"),
          need(
              "EventBridgeBus",
              SDK + "services.eventbridge.EventBridgeClient",
              "putEvents",
              "events:PutEvents",
              "OrderBus"),
          need(
              "KmsSecretBox",
              SDK + "services.kms.KmsClient",
              "encrypt",
              "kms:Encrypt",
              "CredentialsKey"),
          need(
              "KmsSecretBox",
              SDK + "services.kms.KmsClient",
              "decrypt",
              "kms:Decrypt",
              "CredentialsKey"));

  private AwsCalls() {}

  static Set<Grant> needs(Collection<Call> calls) {
    Set<Grant> needed = new TreeSet<>();
    for (Call call : calls) {
      NEEDS.stream()
          .filter(need -> need.fits(call))
          .forEach(
              need ->
                  need.actions().forEach(action -> needed.add(new Grant(action, need.resource()))));
    }
    return needed;
  }

  /// Calls of AWS that no line above accounts for: a new adapter, or a new call in an old one.
  static List<Call> unknown(Collection<Call> calls) {
    return calls.stream()
        .filter(AwsCalls::callsAws)
        .filter(call -> NEEDS.stream().noneMatch(need -> need.fits(call)))
        .filter(call -> !TOOLS.getOrDefault(call.from(), Set.of()).contains(call.owner()))
        .toList();
  }

  private static boolean callsAws(Call call) {
    if (LOCAL.contains(call.method()) || call.method().startsWith("<")) {
      return false;
    }
    boolean client = call.owner().startsWith(SDK + "services.") && call.owner().endsWith("Client");
    boolean table = call.owner().equals(TABLE) || call.owner().equals(INDEX);
    boolean transaction = call.owner().equals(TRANSACTION);
    boolean tool =
        TOOLS.containsKey(call.owner())
            && !call.from().equals(call.owner())
            && !OF_TOOLS.contains(call.method());
    return client || table || transaction || tool;
  }
}
