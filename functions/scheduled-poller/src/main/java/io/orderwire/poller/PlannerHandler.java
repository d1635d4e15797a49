package io.orderwire.poller;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.orderwire.aws.Invocation;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The schedule in, poll jobs out.
public final class PlannerHandler implements RequestHandler<Map<String, String>, String> {
  private static final Logger LOG = LoggerFactory.getLogger(PlannerHandler.class);
  private static final String SCHEDULED_AT = "scheduled_at";

  private final PlannerWiring wiring;

  public PlannerHandler() {
    this(PlannerWiring.ofProcess());
  }

  PlannerHandler(PlannerWiring wiring) {
    this.wiring = wiring;
  }

  /// Plans the scheduled minute, however late the schedule calls.
  @Override
  public String handleRequest(Map<String, String> input, Context context) {
    return Invocation.of(context, wiring.metrics(), () -> plan(minute(input)));
  }

  private String plan(Instant minute) {
    Planner.Planned planned = wiring.planner().plan(minute);
    int looks = wiring.idleCarts().sweep(minute);
    LOG.atInfo()
        .addKeyValue("outcome", "planned")
        .addKeyValue("minute", minute)
        .addKeyValue("stores", planned.stores())
        .addKeyValue("jobs", planned.jobs())
        .addKeyValue("looks", looks)
        .addKeyValue("remaps_revived", planned.revived())
        .log("plan");
    return planned.jobs() + " jobs";
  }

  private Instant minute(Map<String, String> input) {
    try {
      return Optional.ofNullable(input.get(SCHEDULED_AT))
          .map(Instant::parse)
          .orElseGet(wiring.clock()::instant);
    } catch (DateTimeException notFromTheSchedule) {
      return wiring.clock().instant();
    }
  }
}
