package io.orderwire.local.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Feeds the targets of the rules from the event log, in order, at least once: how far it came is
/// kept, so events that were accepted and not delivered before a `kill -9` are delivered after the
/// restart.
final class EventDelivery implements AutoCloseable {
  private static final int PAGE = 100;
  private static final int TRIES = 5;

  private final BusState state;
  private final EventLog log;
  private final Path cursorFile;
  private final EventTarget target;
  private final Consumer<String> complaints;
  private final Thread thread;
  private final Map<String, Patterns> patterns = new HashMap<>();
  private volatile boolean closed;

  EventDelivery(
      BusState state,
      EventLog log,
      Path cursorFile,
      EventTarget target,
      Consumer<String> complaints) {
    this.state = state;
    this.log = log;
    this.cursorFile = cursorFile;
    this.target = target;
    this.complaints = complaints;
    this.thread = Thread.ofVirtual().name("event-delivery").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    long delivered = cursor();
    try {
      while (!closed) {
        if (log.awaitAfter(delivered, Duration.ofSeconds(1))) {
          for (EventLog.Entry entry : log.after(delivered, PAGE)) {
            deliver(entry, Set.of());
            if (closed) {
              // Perhaps not delivered to all: the next run begins with it.
              break;
            }
            delivered = entry.sequence();
          }
          DataFolder.replace(cursorFile, Long.toString(delivered));
        }
      }
    } catch (InterruptedException _) {
      // close() asked for the end.
    }
  }

  /// Without a cursor the log is new, and so are its rules.
  private long cursor() {
    try {
      return Files.exists(cursorFile) ? Long.parseLong(Files.readString(cursorFile).strip()) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends the event to every target of every enabled rule that matches.
  ///
  /// @param ruleArns only these rules; empty for all
  void deliver(EventLog.Entry entry, Set<String> ruleArns) {
    for (Rule rule : rulesOf(entry.bus())) {
      if ((ruleArns.isEmpty() || ruleArns.contains(rule.arn()))
          && patternOf(rule).match(entry.event())) {
        rule.targets().forEach(to -> send(to, entry));
      }
    }
  }

  private record Rule(String arn, String pattern, List<JsonNode> targets) {}

  private List<Rule> rulesOf(String bus) {
    return state.read(
        root -> {
          List<Rule> rules = new ArrayList<>();
          for (JsonNode rule : BusState.at(root, "rules", bus)) {
            String pattern = rule.path("EventPattern").asText("");
            if (!pattern.isEmpty() && rule.path("State").asText().startsWith("ENABLED")) {
              List<JsonNode> targets = new ArrayList<>();
              BusState.at(root, "targets", bus, rule.path("Name").asText())
                  .forEach(to -> targets.add(to.deepCopy()));
              rules.add(new Rule(rule.path("Arn").asText(), pattern, targets));
            }
          }
          return rules;
        });
  }

  private Patterns patternOf(Rule rule) {
    synchronized (patterns) {
      return patterns.computeIfAbsent(rule.pattern(), Patterns::of);
    }
  }

  private void send(JsonNode to, EventLog.Entry entry) {
    ObjectNode event = entry.event();
    for (int attempt = 1; !closed; attempt++) {
      try {
        target.send(to, TargetInput.of(to, event));
        return;
      } catch (RuntimeException problem) {
        if (attempt == TRIES) {
          complaints.accept(
              "event "
                  + entry.sequence()
                  + " did not reach "
                  + to.path("Arn").asText()
                  + ": "
                  + problem.getMessage());
          return;
        }
        pause(attempt);
      }
    }
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(Duration.ofMillis(100L << attempt));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
