package io.orderwire.shops;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Keeps one shop: lets one thread in at a time, sends its webhooks when they are due, and lets it
/// trade.
final class ShopClerk implements AutoCloseable {
  private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
  private static final int AT_ONCE = 32;

  private final Shop shop;
  private final Trader trader;
  private final Optional<Duration> tradeEvery;
  private final InstantSource clock;
  private final DeliveryLog log = new DeliveryLog();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Semaphore sending = new Semaphore(AT_ONCE);
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final Thread thread = Thread.ofVirtual().name("shop").unstarted(this::run);
  private Instant nextTrade;
  private boolean trading;
  private boolean closed;

  ShopClerk(Shop shop, Trader trader, Optional<Duration> tradeEvery, InstantSource clock) {
    this.shop = shop;
    this.trader = trader;
    this.tradeEvery = tradeEvery;
    this.clock = clock;
    this.trading = tradeEvery.isPresent();
    this.nextTrade = clock.instant();
  }

  DeliveryLog log() {
    return log;
  }

  boolean keeps(Shop other) {
    return shop.equals(other);
  }

  void start() {
    thread.start();
  }

  <T> T ask(Function<Shop, T> question) {
    lock.lock();
    try {
      T answer = question.apply(shop);
      changed.signalAll();
      return answer;
    } finally {
      lock.unlock();
    }
  }

  void trade(boolean goOn) {
    lock.lock();
    try {
      trading = goOn && tradeEvery.isPresent();
      nextTrade = clock.instant();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (true) {
        List<Attempt> due = next();
        if (due.isEmpty() && isClosed()) {
          return;
        }
        for (Attempt attempt : due) {
          sending.acquire();
          senders.execute(() -> send(attempt));
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Trades when it is time, then waits for due webhooks, at most for a short nap.
  @SuppressWarnings("WaitNotInLoop") // the caller loops, and waking early does no harm
  private List<Attempt> next() throws InterruptedException {
    lock.lock();
    try {
      if (closed) {
        return List.of();
      }
      Instant now = clock.instant();
      if (trading && !now.isBefore(nextTrade)) {
        trader.step();
        nextTrade = now.plus(tradeEvery.orElse(LONGEST_NAP));
      }
      List<Attempt> due = shop.due();
      if (due.isEmpty()) {
        changed.await(nap(now).toNanos(), TimeUnit.NANOSECONDS);
      }
      return due;
    } finally {
      lock.unlock();
    }
  }

  private Duration nap(Instant now) {
    Duration nap = shop.nextDue().map(due -> Duration.between(now, due)).orElse(LONGEST_NAP);
    Duration trade = trading ? Duration.between(now, nextTrade) : LONGEST_NAP;
    Duration shortest = nap.compareTo(trade) < 0 ? nap : trade;
    Duration bounded = shortest.compareTo(LONGEST_NAP) < 0 ? shortest : LONGEST_NAP;
    return bounded.isPositive() ? bounded : Duration.ofMillis(1);
  }

  private void send(Attempt attempt) {
    Outcome outcome;
    try {
      outcome = post(attempt);
    } finally {
      sending.release();
    }
    lock.lock();
    try {
      log.add(attempt, outcome);
      shop.report(attempt, outcome);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Outcome post(Attempt attempt) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(attempt.address())
              .timeout(attempt.timeout())
              .POST(HttpRequest.BodyPublishers.ofByteArray(attempt.body()));
      attempt.headers().forEach(header -> request.header(header.name(), header.value()));
      return new Outcome.Answered(
          client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode());
    } catch (IOException failed) {
      return new Outcome.Unanswered(failed.toString());
    } catch (IllegalArgumentException address) {
      return new Outcome.Unanswered("not an address that can be called: " + address.getMessage());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return new Outcome.Unanswered("the shop closed");
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    senders.shutdownNow();
    client.shutdownNow();
  }
}
