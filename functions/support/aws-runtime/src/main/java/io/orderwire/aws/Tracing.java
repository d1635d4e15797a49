package io.orderwire.aws;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/// The X-Ray trace of the invocation at hand. Lambda's runtime sets it as a system property before
/// each invocation.
public final class Tracing {
  /// Where Lambda's runtime for Java puts the trace header.
  public static final String PROPERTY = "com.amazonaws.xray.traceHeader";

  private static final String ROOT = "Root=";

  private final Supplier<Optional<String>> header;

  /// @param header gives `Root=1-…;Parent=…;Sampled=…` of the invocation at hand
  public Tracing(Supplier<Optional<String>> header) {
    this.header = header;
  }

  /// The trace's id, such as `1-5759e988-bd862e3fe1be46a994272793`.
  public Optional<String> traceId() {
    return header
        .get()
        .flatMap(
            text ->
                Arrays.stream(text.split(";"))
                    .filter(part -> part.startsWith(ROOT))
                    .map(part -> part.substring(ROOT.length()))
                    .findFirst());
  }
}
