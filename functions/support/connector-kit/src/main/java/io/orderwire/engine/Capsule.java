package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.StoreMapping;
import io.orderwire.json.ContentHash;
import io.orderwire.json.Json;
import io.orderwire.message.Cause;
import io.orderwire.message.EventType;
import io.orderwire.model.ExternalId;
import io.orderwire.model.PlatformId;
import io.orderwire.model.Read;
import io.orderwire.model.StoreId;
import io.orderwire.model.Transition;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All that was recorded of one order, and all that it was recorded from, in one file that may be
/// handed on: without secrets and without its person. `infra/local/capsule` makes the versions of
/// it anew.
///
/// @param format always [#FORMAT]
/// @param formatVersion rises when a reader of before would misread it
/// @param sha256 of the content as compact JSON, in hex: white space between the members does not
/// matter
public record Capsule(String format, int formatVersion, String sha256, Content content) {
  public static final String FORMAT = "orderwire-capsule";

  /// 1 had the mapping in force alone.
  public static final int FORMAT_VERSION = 2;

  /// What is hashed.
  ///
  /// @param leftOut receipts and versions that are not in it, with the reason for each
  public record Content(
      Instant madeAt,
      StoreCard store,
      ExternalId order,
      List<Receipt> receipts,
      List<Version> versions,
      List<String> leftOut) {
    public Content {
      receipts = List.copyOf(receipts);
      versions = List.copyOf(versions);
      leftOut = List.copyOf(leftOut);
    }
  }

  /// The store as far as its orders depend on it.
  ///
  /// @param connectorVersion of the software that made the capsule
  /// @param mappingVersion the one that was in force when the capsule was made
  /// @param mappings every one that a version was made by, the lowest number first
  /// @param canCall the cart can be asked
  public record StoreCard(
      StoreId storeId,
      PlatformId platform,
      URI baseUrl,
      Map<String, String> options,
      int mappingVersion,
      List<StoreMapping> mappings,
      boolean canCall,
      String connectorVersion) {
    public StoreCard {
      options = Collections.unmodifiableMap(new TreeMap<>(options));
      mappings = List.copyOf(mappings);
    }

    public Optional<StoreMapping> mapping(int version) {
      return mappings.stream().filter(each -> each.version() == version).findFirst();
    }
  }

  /// Something that came in, masked.
  ///
  /// @param fetched asked for because of the receipt, not brought by it
  /// @param payload absent if it is no longer there, or is no JSON (a notice without content)
  public record Receipt(
      String rawKey, Instant at, String receiptId, boolean fetched, Optional<JsonNode> payload) {
    public Receipt {
      // the codec reads what is absent as null
      payload = payload.filter(node -> !node.isNull() && !node.isMissingNode());
    }
  }

  /// What was decided: a version of the order and its event.
  ///
  /// @param mappingVersion of the mapping that made the order what it is here
  /// @param transitions what happened, as its event says
  /// @param changed pointers of the blocks that are other than in the version before
  /// @param order the order as recorded, the evidence of its commitment included; in place of its
  /// person what the masked payload says, or `[masked]`
  /// @param notCompared pointers into the order of what the masked payload cannot tell
  /// @param notReproducible why the version cannot be made anew, if it cannot
  public record Version(
      long version,
      EventType type,
      boolean announced,
      Cause cause,
      String receiptId,
      Read read,
      Optional<String> rawKey,
      Instant occurredAt,
      Instant recordedAt,
      int mappingVersion,
      String connectorVersion,
      List<Transition> transitions,
      List<String> changed,
      JsonNode order,
      List<String> notCompared,
      Optional<String> notReproducible) {
    public Version {
      transitions = List.copyOf(transitions);
      changed = List.copyOf(changed);
      notCompared = List.copyOf(notCompared);
    }
  }

  static Capsule of(Content content) {
    return new Capsule(FORMAT, FORMAT_VERSION, ContentHash.sha256(Json.bytes(content)), content);
  }
}
