package io.orderwire.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// `AWS::KMS::Key`. A key has no name of its own, so an alias finds it again:
/// `alias/<stack>-<logical id>`.
final class KeyMaker implements ResourceMaker {
  private final KmsClient keys;

  KeyMaker(KmsClient keys) {
    this.keys = keys;
  }

  @Override
  public Provisioned make(JsonNode properties, String defaultName) {
    KeyMetadata key = findOrCreate(properties, "alias/" + defaultName);
    return new Provisioned(key.keyId(), Map.of("Arn", key.arn(), "KeyId", key.keyId()));
  }

  private KeyMetadata findOrCreate(JsonNode properties, String alias) {
    try {
      return keys.describeKey(request -> request.keyId(alias)).keyMetadata();
    } catch (NotFoundException _) {
      KeyMetadata created =
          keys.createKey(request -> request.description(properties.path("Description").asText("")))
              .keyMetadata();
      keys.createAlias(request -> request.aliasName(alias).targetKeyId(created.keyId()));
      return created;
    }
  }
}
