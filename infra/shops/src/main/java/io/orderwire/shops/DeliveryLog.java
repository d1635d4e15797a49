package io.orderwire.shops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;

/// The latest webhook attempts and how they ended. Not thread-safe: used under the shop's lock.
final class DeliveryLog {
  private static final int KEPT = 1_000;

  private record Entry(Attempt attempt, Outcome outcome) {}

  private final ArrayDeque<Entry> entries = new ArrayDeque<>();

  void add(Attempt attempt, Outcome outcome) {
    entries.addLast(new Entry(attempt, outcome));
    if (entries.size() > KEPT) {
      entries.removeFirst();
    }
  }

  ArrayNode write() {
    ArrayNode array = JsonText.NODES.arrayNode();
    for (Entry entry : entries) {
      Attempt attempt = entry.attempt();
      ObjectNode node = array.addObject();
      node.put("serial", attempt.serial());
      node.put("subscription", attempt.subscription());
      node.put("topic", attempt.topic());
      node.put("resource", attempt.resource());
      node.put("attempt", attempt.number());
      node.put("due", attempt.due().toString());
      node.put("address", attempt.address().toString());
      node.put("bytes", attempt.body().length);
      switch (entry.outcome()) {
        case Outcome.Answered answered -> node.put("status", answered.status());
        case Outcome.Unanswered unanswered -> node.put("failure", unanswered.reason());
      }
    }
    return array;
  }
}
