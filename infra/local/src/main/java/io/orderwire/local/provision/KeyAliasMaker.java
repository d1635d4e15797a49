package io.orderwire.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// `AWS::KMS::Alias`.
final class KeyAliasMaker implements ResourceMaker {
  private final KmsClient keys;

  KeyAliasMaker(KmsClient keys) {
    this.keys = keys;
  }

  @Override
  public Provisioned make(JsonNode properties, String defaultName) {
    String alias = properties.path("AliasName").asText("alias/" + defaultName);
    String target = properties.path("TargetKeyId").asText();
    try {
      keys.describeKey(request -> request.keyId(alias));
      keys.updateAlias(request -> request.aliasName(alias).targetKeyId(target));
    } catch (NotFoundException _) {
      keys.createAlias(request -> request.aliasName(alias).targetKeyId(target));
    }
    return new Provisioned(alias, Map.of());
  }
}
