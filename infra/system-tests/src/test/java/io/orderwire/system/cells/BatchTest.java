package io.orderwire.system.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.engine.CartClient;
import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.normalizer.Batch;
import io.orderwire.port.CartTransport;
import io.orderwire.port.IntakeQueue;
import io.orderwire.shops.Platform;
import io.orderwire.testkit.InMemoryIntakeQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// One batch holds messages of several stores.
class BatchTest {
  private final CellStage stage = new CellStage();
  private final List<IntakeMessage> inBulk = new ArrayList<>();
  private final CountDownLatch quietIsDone = new CountDownLatch(1);
  private boolean waited;

  BatchTest() {
    for (String store : List.of("slow", "quiet")) {
      stage.connect(
          Cell.open(store, Platform.WOOCOMMERCE, stage.clock, StormSimulation.random(20261126L)));
    }
  }

  private Batch batch() {
    CartClient carts = stage.carts(this::exchange, stage.clock::advance);
    return new Batch(stage.normalizer(stage.intake, carts), lanes(), stage.clock);
  }

  private IntakeQueue lanes() {
    InMemoryIntakeQueue live = stage.intake;
    return new IntakeQueue() {
      @Override
      public void send(IntakeMessage message) {
        live.send(message);
      }

      @Override
      public void sendAll(List<IntakeMessage> messages) {
        live.sendAll(messages);
      }

      @Override
      public void sendInBulk(List<IntakeMessage> messages) {
        inBulk.addAll(messages);
      }

      @Override
      public void sendLater(IntakeMessage message, Duration delay) {
        live.sendLater(message, delay);
      }
    };
  }

  /// The slow cart answers once the quiet store's has been asked.
  private CartReply exchange(CartTransport.Request request) {
    if (request.address().getHost().startsWith("quiet")) {
      quietIsDone.countDown();
    } else {
      try {
        waited = quietIsDone.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
    return new CartReply(404, Headers.none(), new byte[0]);
  }

  private static Batch.Item item(String store, int number) {
    IntakeMessage message =
        new IntakeMessage(
            new StoreId(store),
            IntakeKind.CONFIRM,
            Cause.WEBHOOK,
            store + number,
            CellStage.START,
            Map.of(),
            Body.empty(),
            Optional.of(new ExternalId(Integer.toString(number))),
            0,
            false,
            Optional.empty());
    return new Batch.Item(store + number, Json.text(message));
  }

  private static List<Batch.Item> items(int slow) {
    List<Batch.Item> items = new ArrayList<>();
    for (int number = 1; number <= slow; number++) {
      items.add(item("slow", number));
    }
    items.add(item("quiet", 1));
    return items;
  }

  private Instant end() {
    return stage.clock.instant().plusSeconds(60);
  }

  @Test
  void nobodyStandsBehindAnothersCart() {
    assertThat(batch().runLive(items(1), end())).isEmpty();
    assertThat(waited).isTrue();
    assertThat(inBulk).isEmpty();
  }

  @Test
  void aStoreThatFillsTheBatchIsMovedAndStaysMovedForAWhile() {
    Batch batch = batch();
    assertThat(batch.runLive(items(9), end())).isEmpty();
    assertThat(inBulk)
        .extracting(IntakeMessage::receiptId)
        .containsExactly(
            "slow1", "slow2", "slow3", "slow4", "slow5", "slow6", "slow7", "slow8", "slow9");
    batch.runLive(items(1), end());
    assertThat(inBulk).hasSize(10);
    stage.clock.advance(Duration.ofSeconds(11));
    batch.runLive(items(1), end());
    assertThat(inBulk).hasSize(10);
  }

  @Test
  void whatIsInBulkStaysThere() {
    assertThat(batch().runAll(items(9), end())).isEmpty();
    assertThat(inBulk).isEmpty();
    assertThat(waited).isTrue();
  }
}
