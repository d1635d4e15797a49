package io.orderwire.aws;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a rehearsal just before Lambda takes a snapshot of the initialised function (SnapStart), so
/// that classes are loaded and code is warm in every instance that starts from it. A rehearsal
/// works over in-memory ports: it needs no network and leaves nothing behind.
public final class Priming implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  private final Runnable rehearsal;

  private Priming(Runnable rehearsal) {
    this.rehearsal = rehearsal;
  }

  /// Registers a rehearsal. The answer must be kept by the handler: the runtime only holds it
  /// weakly.
  public static Priming before(Runnable rehearsal) {
    Priming priming = new Priming(rehearsal);
    Core.getGlobalContext().register(priming);
    return priming;
  }

  /// A rehearsal that fails costs warmth, not the deployment.
  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      rehearsal.run();
    } catch (RuntimeException unrehearsed) {
      LOG.warn("rehearsal failed, the first events will be slower", unrehearsed);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Connections that were open in the snapshot are found dead by the clients and replaced.
  }
}
