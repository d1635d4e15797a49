package io.orderwire.json;

import com.fasterxml.jackson.databind.module.SimpleModule;
import io.orderwire.model.FieldValue;
import io.orderwire.model.Reading;

/// The shapes that records alone do not give: readings and custom field values.
final class ModelModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  ModelModule() {
    super("orderwire-model");
    addSerializer(new ReadingCodec.Writer());
    addDeserializer(Reading.class, new ReadingCodec.Reader());
    addSerializer(new FieldValueCodec.Writer());
    addDeserializer(FieldValue.class, new FieldValueCodec.Reader());
  }
}
