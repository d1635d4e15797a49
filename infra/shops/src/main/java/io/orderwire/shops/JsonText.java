package io.orderwire.shops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON as the platforms write it, byte for byte: a receiver that parses and serializes again
/// instead of keeping the raw bytes breaks the signature here just as it would there.
public final class JsonText {

  /// Makes nodes; decimals keep their digits.
  public static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final JsonMapper PHP =
      mapper(Map.of('/', "\\/"))
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .build();
  private static final JsonMapper RAILS =
      mapper(Map.of('/', "\\/", '<', "\\u003c", '>', "\\u003e", '&', "\\u0026")).build();
  private static final JsonMapper PLAIN = mapper(Map.of()).build();

  private JsonText() {}

  /// PHP's `json_encode`: ASCII only, slashes escaped, lower-case hex.
  public static byte[] php(JsonNode node) {
    return write(PHP, node);
  }

  /// Rails' way: UTF-8, with slashes and the characters that matter in HTML escaped.
  public static byte[] rails(JsonNode node) {
    return write(RAILS, node);
  }

  /// Plain UTF-8.
  public static byte[] plain(JsonNode node) {
    return write(PLAIN, node);
  }

  /// The parsed text; empty when it is not JSON.
  public static Optional<JsonNode> parse(byte[] text) {
    try {
      return Optional.ofNullable(PLAIN.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  private static byte[] write(JsonMapper mapper, JsonNode node) {
    try {
      return mapper.writeValueAsBytes(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of plain nodes can always be written", impossible);
    }
  }

  private static JsonMapper.Builder mapper(Map<Character, String> escapes) {
    com.fasterxml.jackson.core.JsonFactory factory = new com.fasterxml.jackson.core.JsonFactory();
    if (!escapes.isEmpty()) {
      factory.setCharacterEscapes(new Escapes(escapes));
    }
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .nodeFactory(NODES);
  }

  private static final class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private final int[] codes = standardAsciiEscapesForJSON();
    private final transient Map<Character, String> texts;

    private Escapes(Map<Character, String> texts) {
      this.texts = Map.copyOf(texts);
      texts.keySet().forEach(character -> codes[character] = ESCAPE_CUSTOM);
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return codes.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      String text = texts.get((char) character);
      return text == null ? null : new SerializedString(text);
    }
  }
}
