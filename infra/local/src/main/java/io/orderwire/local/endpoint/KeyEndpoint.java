package io.orderwire.local.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/// KMS on this machine: symmetric keys with real AES-GCM and the encryption context as additional
/// authenticated data, kept in the data folder.
///
/// Source: KMS API reference. Grants, policies, imported and asymmetric keys are not here.
public final class KeyEndpoint implements AutoCloseable {
  private static final int MOST_PLAINTEXT_BYTES = 4096;

  private final KeyRing ring;
  private final Account account;
  private final KeyCipher cipher = new KeyCipher();

  @SuppressWarnings("NullAway.Init") // set by start, the only way to make one
  private JsonEndpoint endpoint;

  private KeyEndpoint(KeyRing ring, Account account) {
    this.ring = ring;
    this.account = account;
  }

  public static KeyEndpoint start(Path folder, int port, Account account) {
    KeyEndpoint keys = new KeyEndpoint(KeyRing.open(folder.resolve("keys.json")), account);
    keys.endpoint = JsonEndpoint.start(port, "TrentService.", keys.operations());
    return keys;
  }

  public URI endpoint() {
    return endpoint.uri();
  }

  private Map<String, Function<ObjectNode, JsonNode>> operations() {
    Map<String, Function<ObjectNode, JsonNode>> operations = new HashMap<>();
    operations.put("CreateKey", this::createKey);
    operations.put("DescribeKey", this::describeKey);
    operations.put("ListKeys", _ -> listKeys());
    operations.put("CreateAlias", this::createAlias);
    operations.put("UpdateAlias", this::createAlias);
    operations.put("ListAliases", _ -> listAliases());
    operations.put("Encrypt", this::encrypt);
    operations.put("Decrypt", this::decrypt);
    operations.put("GenerateDataKey", this::generateDataKey);
    operations.put("EnableKeyRotation", _ -> Json.object());
    operations.put("GetKeyRotationStatus", _ -> Json.object().put("KeyRotationEnabled", true));
    return operations;
  }

  private JsonNode createKey(ObjectNode request) {
    UUID id = UUID.randomUUID();
    return ring.change(
        root -> {
          ObjectNode key = BusState.at(root, "keys", id.toString());
          key.put("KeyId", id.toString()).put("Arn", account.arn("kms", "key/" + id));
          key.put("AWSAccountId", account.id()).put("KeyState", "Enabled").put("Enabled", true);
          key.put("KeyUsage", "ENCRYPT_DECRYPT")
              .put("KeySpec", "SYMMETRIC_DEFAULT")
              .put("KeyManager", "CUSTOMER");
          key.put("Origin", "AWS_KMS").put("Description", request.path("Description").asText(""));
          key.put("CreationDate", System.currentTimeMillis() / 1000);
          key.put("material", cipher.random(KeyCipher.KEY_BYTES));
          return metadata(key);
        });
  }

  private static ObjectNode metadata(ObjectNode key) {
    ObjectNode answer = Json.object();
    answer.set("KeyMetadata", key.deepCopy().without("material"));
    return answer;
  }

  private static ObjectNode key(ObjectNode root, ObjectNode request) {
    String name = request.path("KeyId").asText("");
    return KeyRing.find(root, name)
        .orElseThrow(() -> new AwsFault("NotFoundException", "Key '" + name + "' does not exist"));
  }

  private JsonNode describeKey(ObjectNode request) {
    return ring.read(root -> metadata(key(root, request)));
  }

  private JsonNode listKeys() {
    ObjectNode answer = Json.object().put("Truncated", false);
    ArrayNode keys = answer.putArray("Keys");
    return ring.read(
        root -> {
          for (JsonNode key : BusState.at(root, "keys")) {
            keys.addObject()
                .put("KeyId", key.path("KeyId").asText())
                .put("KeyArn", key.path("Arn").asText());
          }
          return answer;
        });
  }

  private JsonNode createAlias(ObjectNode request) {
    String alias = request.path("AliasName").asText("");
    if (!alias.matches("alias/[a-zA-Z0-9/_-]{1,250}")) {
      throw AwsFault.validation("AliasName must match alias/[a-zA-Z0-9/_-]{1,250}");
    }
    return ring.change(
        root -> {
          String target = request.path("TargetKeyId").asText("");
          ObjectNode key =
              KeyRing.find(root, target)
                  .orElseThrow(
                      () ->
                          new AwsFault("NotFoundException", "Key '" + target + "' does not exist"));
          BusState.at(root, "aliases").set(alias, key.get("KeyId"));
          return Json.object();
        });
  }

  private JsonNode listAliases() {
    ObjectNode answer = Json.object().put("Truncated", false);
    ArrayNode aliases = answer.putArray("Aliases");
    return ring.read(
        root -> {
          BusState.at(root, "aliases")
              .properties()
              .forEach(
                  alias ->
                      aliases
                          .addObject()
                          .put("AliasName", alias.getKey())
                          .put("AliasArn", account.arn("kms", alias.getKey()))
                          .put("TargetKeyId", alias.getValue().asText()));
          return answer;
        });
  }

  private JsonNode encrypt(ObjectNode request) {
    byte[] plaintext = binary(request, "Plaintext");
    if (plaintext.length == 0 || plaintext.length > MOST_PLAINTEXT_BYTES) {
      throw AwsFault.validation(
          "Plaintext must have between 1 and " + MOST_PLAINTEXT_BYTES + " bytes");
    }
    return ring.read(root -> sealed(key(root, request), plaintext, context(request)));
  }

  private ObjectNode sealed(ObjectNode key, byte[] plaintext, SortedMap<String, String> context) {
    UUID id = UUID.fromString(key.path("KeyId").asText());
    return Json.object()
        .put("CiphertextBlob", cipher.encrypt(id, binary(key, "material"), plaintext, context))
        .put("KeyId", key.path("Arn").asText())
        .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
  }

  private JsonNode decrypt(ObjectNode request) {
    byte[] blob = binary(request, "CiphertextBlob");
    // KMS tells no more than this, whatever was wrong.
    AwsFault refused =
        new AwsFault(
            "InvalidCiphertextException", "The ciphertext or its encryption context is not valid");
    UUID id = KeyCipher.keyOf(blob).orElseThrow(() -> refused);
    return ring.read(
        root -> {
          ObjectNode key = KeyRing.find(root, id.toString()).orElseThrow(() -> refused);
          if (request.has("KeyId") && !key(root, request).equals(key)) {
            throw new AwsFault("IncorrectKeyException", "The ciphertext was made with another key");
          }
          byte[] plaintext =
              KeyCipher.decrypt(blob, binary(key, "material"), context(request))
                  .orElseThrow(() -> refused);
          return Json.object()
              .put("Plaintext", plaintext)
              .put("KeyId", key.path("Arn").asText())
              .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
        });
  }

  private JsonNode generateDataKey(ObjectNode request) {
    int bytes =
        request.path("KeySpec").asText("").equals("AES_128")
            ? 16
            : request.path("NumberOfBytes").asInt(32);
    if (bytes < 1 || bytes > 1024) {
      throw AwsFault.validation("NumberOfBytes must be between 1 and 1024");
    }
    byte[] dataKey = cipher.random(bytes);
    return ring.read(
        root -> sealed(key(root, request), dataKey, context(request)).put("Plaintext", dataKey));
  }

  private static byte[] binary(ObjectNode node, String field) {
    try {
      byte[] value = node.path(field).binaryValue();
      return value == null ? new byte[0] : value;
    } catch (java.io.IOException _) {
      throw new AwsFault("SerializationException", field + " is not base64");
    }
  }

  private static SortedMap<String, String> context(ObjectNode request) {
    SortedMap<String, String> context = new TreeMap<>();
    request
        .path("EncryptionContext")
        .properties()
        .forEach(entry -> context.put(entry.getKey(), entry.getValue().asText()));
    return context;
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
