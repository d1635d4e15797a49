package io.orderwire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.orderwire.model.Reading;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `{"state":"paid","raw":"processing"}`; an unrecognized word is
/// `{"state":"unrecognized","raw":"…"}`.
final class ReadingCodec {
  private static final String UNRECOGNIZED = "unrecognized";

  private ReadingCodec() {}

  @SuppressWarnings("rawtypes")
  static final class Writer extends StdSerializer<Reading> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(Reading.class);
    }

    @Override
    public void serialize(Reading reading, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      switch ((Reading<?>) reading) {
        case Reading.Recognized<?>(Object value, Optional<String> raw) -> {
          provider.defaultSerializeField("state", value, out);
          if (raw.isPresent()) {
            out.writeStringField("raw", raw.get());
          }
        }
        case Reading.Unrecognized<?>(String raw) -> {
          out.writeStringField("state", UNRECOGNIZED);
          out.writeStringField("raw", raw);
        }
      }
      out.writeEndObject();
    }
  }

  @SuppressWarnings("rawtypes")
  static final class Reader extends StdDeserializer<Reading> implements ContextualDeserializer {
    private static final long serialVersionUID = 1L;
    private final @Nullable JavaType state;

    Reader() {
      this(null);
    }

    private Reader(@Nullable JavaType state) {
      super(Reading.class);
      this.state = state;
    }

    @Override
    public JsonDeserializer<?> createContextual(
        DeserializationContext context, @Nullable BeanProperty property) {
      return new Reader(context.getContextualType().containedTypeOrUnknown(0));
    }

    @Override
    public Reading<?> deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode node = context.readTree(parser);
      Optional<String> raw = Optional.ofNullable(node.get("raw")).map(JsonNode::asText);
      if (UNRECOGNIZED.equals(node.path("state").asText())) {
        return Reading.unrecognized(raw.orElse(""));
      }
      if (state == null) {
        return context.reportInputMismatch(Reading.class, "a reading of an unknown kind");
      }
      return new Reading.Recognized<>(context.readTreeAsValue(node.path("state"), state), raw);
    }
  }
}
