package io.orderwire.shops;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// One simulated shop: a state machine without sockets, threads or sleeping.
///
/// Time stands still between calls; each call first carries out what fell due. Calls must not
/// overlap: the caller holds a lock where several threads use one shop ([ShopServer] does).
///
/// Webhooks leave in two steps, so that a simulation can lose, hold back or answer them as it
/// likes: [#due()] hands out the attempts whose time has come, each exactly once, and
/// [#report(Attempt, Outcome)] tells the shop how one ended, which moves its retry and kill rules.
public interface Shop {

  /// Whose shop this is.
  Platform platform();

  /// Answers one call to the shop's own APIs, with the platform's status codes and error bodies.
  ShopReply handle(ShopRequest request);

  /// A call that takes its time. Platforms that count the calls under way count it until its end.
  default Call begin(ShopRequest request) {
    return Call.over(handle(request));
  }

  /// A call that was answered, and is under way until somebody ends it.
  ///
  /// @param end to be run once, when the answer is out, at any time and by any thread
  /// @param post what the shop sends elsewhere before it answers; the reply is then what becomes of
  ///     that, or `reply` where nobody answers
  record Call(ShopReply reply, Runnable end, Optional<Post> post) {

    public Call(ShopReply reply, Runnable end) {
      this(reply, end, Optional.empty());
    }

    /// One that is under way no more.
    public static Call over(ShopReply reply) {
      return new Call(reply, () -> {});
    }
  }

  /// JSON that the shop sends to an address, and what it answers by the status that it gets.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Post(String address, byte[] body, IntFunction<ShopReply> then) {}

  /// Does what a buyer or a merchant does.
  ActionResult act(Action action);

  /// Webhook attempts that are due now, in the order they leave the shop.
  List<Attempt> due();

  /// When the next webhook attempt or postponed change falls due, if any is waiting.
  Optional<Instant> nextDue();

  /// How an attempt ended.
  void report(Attempt attempt, Outcome outcome);

  /// Every order the merchant would see in the admin, drafts and trashed ones included, oldest
  /// first.
  List<AdminOrder> orders();

  /// Sets where the shop's webhooks go and what signs them, as a merchant does on the admin page:
  /// one subscription per topic in `topics`, or per topic the platform knows when it is empty.
  void subscribe(String address, String secret, List<String> topics);

  /// What the configuration of the app says beside the subscriptions: where compliance webhooks go,
  /// on platforms that have such.
  default void complianceTo(String address) {}

  /// What the profile of the app says: where merchants are sent who let it in, on platforms that
  /// keep that.
  default void answersAt(String callback) {}

  /// Subscriptions of apps, ours and others', in the order they were made; none where apps have
  /// none.
  default List<Subscription> subscriptions() {
    return List.of();
  }

  /// One more subscription, as another app makes it; nothing where apps make none.
  default void listen(String topic, String address) {}

  /// Removes every subscription, as a merchant or another app may do behind our back.
  void unsubscribe();

  /// Switches to other faults from now on.
  void disturb(Chaos chaos);
}
