package io.orderwire.local.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.event.ruler.Machine;

/// Event patterns in the notation that EventBridge rules and Lambda event filters share, matched by
/// AWS's own engine. An event passes when any of the patterns matches it; no pattern at all passes
/// everything.
public final class Patterns {
  private final List<Machine> machines;

  private Patterns(List<Machine> machines) {
    this.machines = machines;
  }

  /// One pattern; an empty text passes everything.
  public static Patterns of(String pattern) {
    return anyOf(pattern.isEmpty() ? List.of() : List.of(pattern));
  }

  /// An event passes when one of the patterns matches it.
  ///
  /// @throws IllegalArgumentException when the engine refuses a pattern
  public static Patterns anyOf(List<String> patterns) {
    List<Machine> machines = new ArrayList<>();
    for (String pattern : patterns) {
      try {
        Machine machine = Machine.builder().build();
        machine.addRule("pattern", pattern);
        machines.add(machine);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "the pattern " + pattern + " is not valid: " + e.getMessage(), e);
      }
    }
    return new Patterns(List.copyOf(machines));
  }

  public boolean match(JsonNode event) {
    return machines.isEmpty()
        || machines.stream().anyMatch(machine -> matches(machine, event.toString()));
  }

  private static boolean matches(Machine machine, String event) {
    try {
      return !machine.rulesForJSONEvent(event).isEmpty();
    } catch (Exception e) {
      throw new IllegalStateException("the event cannot be matched: " + e.getMessage(), e);
    }
  }
}
