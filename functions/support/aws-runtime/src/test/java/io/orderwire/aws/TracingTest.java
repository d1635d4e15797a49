package io.orderwire.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracingTest {
  @Test
  void takesTheRootOutOfTheHeader() {
    assertThat(of("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"))
        .contains("1-5759e988-bd862e3fe1be46a994272793");
    assertThat(of("Parent=53995c3f42cd8ad8")).isEmpty();
    assertThat(new Tracing(Optional::empty).traceId()).isEmpty();
  }

  private static Optional<String> of(String header) {
    return new Tracing(() -> Optional.of(header)).traceId();
  }
}
