package io.orderwire.testkit;

import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.port.CartTransport;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A cart that answers by a function and remembers what it was asked.
public final class ScriptedCart implements CartTransport {
  private final List<Request> requests = new ArrayList<>();
  private final Function<Request, CartReply> script;
  private final Faults faults;

  public ScriptedCart(Function<Request, CartReply> script) {
    this(script, Faults.NONE);
  }

  public ScriptedCart(Function<Request, CartReply> script, Faults faults) {
    this.script = script;
    this.faults = faults;
  }

  public static CartReply json(int status, String body) {
    return new CartReply(
        status,
        new Headers(Map.of("content-type", "application/json")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public synchronized CartReply exchange(Request request) {
    faults.at(Step.CART_CALL, Moment.BEFORE);
    requests.add(request);
    CartReply reply = script.apply(request);
    faults.at(Step.CART_CALL, Moment.AFTER);
    return reply;
  }
}
