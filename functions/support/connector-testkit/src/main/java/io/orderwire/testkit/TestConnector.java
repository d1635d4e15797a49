package io.orderwire.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.AuthScheme;
import io.orderwire.connector.Capability;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Descriptor;
import io.orderwire.connector.Descriptor.Allowance;
import io.orderwire.connector.StatusTable;
import io.orderwire.connector.Statuses;
import io.orderwire.connector.Statuses.CommitmentRule;
import io.orderwire.model.CancellationState;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.PaymentState;
import io.orderwire.model.PlatformId;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A connector to a platform that does not exist and has as few words as possible: for tests of
/// what all connectors have in common. [TestShop] speaks its dialect.
///
/// An order is `{"id","placed","updated","payment","shipped","cancelled","total","draft","test",
/// "method","payments":[…]}`, where wanted with `stated` (a total that differs from the parts) and
/// `paid_at`; only fetched orders state `payments`.
public final class TestConnector {
  public static final PlatformId PLATFORM = new PlatformId("test");
  public static final String TOKEN = "token";
  public static final String SECRET = "webhook_secret";

  /// The store option with which orders that are asked for by their ids are not whole.
  public static final String GLANCES = "glances";

  /// The store option with which the changed orders are listed in outline.
  public static final String OUTLINES = "outlines";

  private static final Allowance NOTHING_COUNTED =
      new Allowance(Optional.empty(), Optional.empty());

  static final Statuses STATUSES =
      new Statuses(
          new StatusTable<>(lowered(PaymentState.values())),
          new StatusTable<>(Map.of("shipped", FulfilmentState.FULFILLED)),
          new StatusTable<>(Map.of("cancelled", CancellationState.CANCELLED)),
          new CommitmentRule(Set.of("money_in"), "offline_method", Set.of("fraud")));

  private TestConnector() {}

  public static Connector create() {
    return create(true);
  }

  /// One that lists in rising order of the change time, or not.
  public static Connector create(boolean ascending) {
    return create(descriptor(ascending, NOTHING_COUNTED, Optional.empty()));
  }

  /// One whose platform counts calls.
  public static Connector counting(Allowance allowance, Optional<Descriptor.Account> account) {
    return create(descriptor(true, allowance, account));
  }

  private static Connector create(Descriptor descriptor) {
    return new Connector(
        descriptor,
        new TestWebhooks(),
        Optional.empty(),
        new TestFeed(),
        new TestMapper(),
        Optional.of(new TestMapper.Carts()),
        STATUSES);
  }

  private static Map<String, PaymentState> lowered(PaymentState[] states) {
    Map<String, PaymentState> words = new TreeMap<>();
    for (PaymentState state : states) {
      words.put(state.name(), state);
    }
    return words;
  }

  private static Descriptor descriptor(
      boolean ascending, Allowance allowance, Optional<Descriptor.Account> account) {
    return new Descriptor(
        PLATFORM,
        "Test",
        "1",
        "1",
        "https?://.+",
        "https://shop.example",
        new AuthScheme.HeaderKey("x-test-token", TOKEN),
        List.of(
            new Descriptor.CredentialField(TOKEN, "Token", "", true, ".+", true),
            new Descriptor.CredentialField(SECRET, "Secret", "", true, ".+", false)),
        List.of(),
        new Descriptor.Webhooks(
            List.of("order"),
            Descriptor.Depth.FULL,
            SECRET,
            Set.of("x-test-topic", "x-test-delivery", "x-test-triggered"),
            "",
            new Descriptor.KillRule(5, "none", 0, Duration.ZERO)),
        new Descriptor.Listing(
            TestShop.PAGE_SIZE,
            ascending,
            Duration.ofMinutes(2),
            Duration.ofSeconds(1),
            Optional.empty()),
        new Descriptor.Rereads(2, Duration.ofDays(30), Duration.ofDays(3), Duration.ofDays(10)),
        new Descriptor.Settling(
            Duration.ofSeconds(10), "nothing", URI.create("https://shop.example/settling")),
        allowance,
        account,
        List.of(),
        List.of(),
        EnumSet.of(Capability.SIGNED_WEBHOOKS, Capability.FETCH_ORDER, Capability.CARTS),
        List.of());
  }

  static Optional<String> text(JsonNode node, String name) {
    return Optional.ofNullable(node.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }
}
