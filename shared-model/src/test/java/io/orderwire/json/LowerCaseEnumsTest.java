package io.orderwire.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderwire.model.OrderStatus;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LowerCaseEnumsTest {

  /// The codec is made anew: one that is in use remembers what it wrote.
  @Test
  void theLanguageOfTheMachineChangesNothing() throws JsonProcessingException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      JsonMapper mapper = Json.mapper();
      for (OrderStatus status : OrderStatus.values()) {
        String text = mapper.writeValueAsString(status);
        assertThat(text).isEqualTo("\"" + status.name().toLowerCase(Locale.ROOT) + "\"");
        assertThat(mapper.readValue(text, OrderStatus.class)).isEqualTo(status);
        assertThat(mapper.readValue("\"" + status.name() + "\"", OrderStatus.class))
            .isEqualTo(status);
      }
    } finally {
      Locale.setDefault(before);
    }
  }
}
