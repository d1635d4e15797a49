package io.orderwire.engine;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Page;
import io.orderwire.connector.PageReader;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Pages through a listing until its end, or until time runs out.
public final class FeedReader {
  /// A listing that yields nothing for so many pages will not end.
  private static final int MOST_EMPTY_PAGES = 50;

  /// Keeps room to hand a page over before the invocation ends.
  private static final Duration RESERVE = Duration.ofSeconds(5);

  private final CartClient client;

  /// How far a listing came.
  public sealed interface Progress {
    /// All of it was read.
    record Ended() implements Progress {}

    /// Time is up: go on with this call.
    record OutOfTime(CartCall next) implements Progress {}

    /// The reader of pages wants no more.
    record Stopped() implements Progress {}

    /// This call failed; the pages before it were read.
    record Failed(CartCall call, Fault fault) implements Progress {}
  }

  /// Takes the pages one by one.
  @FunctionalInterface
  public interface Pages {
    /// Handles one page; false stops the listing here.
    boolean accept(Page page);
  }

  public FeedReader(CartClient client) {
    this.client = client;
  }

  /// Reads on from `start`. Faults of the cart are part of the answer; what `pages` throws passes
  /// through.
  public Progress read(Errand errand, PageReader listing, CartCall start, Pages pages) {
    Set<CartCall> made = new LinkedHashSet<>();
    int empty = 0;
    CartCall call = start;
    while (errand.canWait(RESERVE, client.now())) {
      if (!made.add(call)) {
        return new Progress.Failed(
            call, Fault.of(Category.MALFORMED, "the listing leads back to a page already read"));
      }
      Page page;
      try {
        page = listing.read(call, client.read(errand, call), errand.context());
      } catch (FaultException fault) {
        return new Progress.Failed(call, fault.fault());
      }
      empty = page.rows().isEmpty() ? empty + 1 : 0;
      if (!pages.accept(page)) {
        return new Progress.Stopped();
      }
      Optional<CartCall> next = page.next();
      if (next.isEmpty()) {
        return new Progress.Ended();
      }
      if (empty > MOST_EMPTY_PAGES) {
        return new Progress.Failed(
            next.get(), Fault.of(Category.MALFORMED, "the listing yields empty pages without end"));
      }
      call = next.get();
    }
    return new Progress.OutOfTime(call);
  }
}
