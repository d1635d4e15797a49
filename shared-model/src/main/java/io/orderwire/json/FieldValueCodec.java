package io.orderwire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.orderwire.model.FieldValue;
import java.io.IOException;
import java.math.BigDecimal;

/// A custom field's value is the plain JSON value itself.
final class FieldValueCodec {

  private FieldValueCodec() {}

  static final class Writer extends StdSerializer<FieldValue> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(FieldValue.class);
    }

    @Override
    public void serialize(FieldValue field, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      switch (field) {
        case FieldValue.Text(String value) -> out.writeString(value);
        case FieldValue.Decimal(BigDecimal value) -> out.writeNumber(value);
        case FieldValue.Bool(boolean value) -> out.writeBoolean(value);
        case FieldValue.Json(String text) -> out.writeRawValue(text);
      }
    }
  }

  static final class Reader extends StdDeserializer<FieldValue> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(FieldValue.class);
    }

    @Override
    public FieldValue deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return FieldValues.of(context.readTree(parser));
    }

    @Override
    public FieldValue getNullValue(DeserializationContext context) {
      return new FieldValue.Json("null");
    }
  }
}
