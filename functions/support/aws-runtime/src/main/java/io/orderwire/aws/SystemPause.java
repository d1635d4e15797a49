package io.orderwire.aws;

import io.orderwire.engine.Pause;
import java.time.Duration;

/// Waits for real.
public final class SystemPause implements Pause {

  @Override
  public void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
