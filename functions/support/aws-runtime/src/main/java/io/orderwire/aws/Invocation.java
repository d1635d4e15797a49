package io.orderwire.aws;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.function.Supplier;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// What every handler puts around its work: log lines that name the request, and the counts of the
/// invocation at its end.
public final class Invocation {

  private Invocation() {}

  public static <T> T of(Context context, PowertoolsMetrics metrics, Supplier<T> work) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          try {
            return work.get();
          } finally {
            metrics.flush();
          }
        });
  }
}
