package io.orderwire.connector;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How a merchant gives access by being sent to the platform, instead of copying credentials into a
/// form: the page that the browser is sent to, what comes back to the callback, and the call that
/// makes credentials of it. Facts and calls only; the engine makes the calls, and who keeps the
/// state believes nothing that is not tied to one that was begun.
public interface Authorization {

  /// What is to be known before.
  ///
  /// @param app how an app is registered at the platform; empty where none is needed
  /// @param stores regular expression of the addresses of stores that can be asked: elsewhere the
  /// app's secret is not sent
  /// @param method by which the callback is called: `GET` by the merchant's browser, `POST` by the
  /// shop itself
  /// @param document where the platform describes it
  record Facts(Optional<String> app, String stores, String method, URI document) {}

  /// The same for all stores of the platform.
  Facts facts();

  /// An app as the platform knows it. `toString` shows no secret.
  ///
  /// @param scope what it asks for, where the platform is told and the usual does not fit
  record App(String clientId, String clientSecret, Optional<String> scope) {
    @Override
    public String toString() {
      return "App[" + clientId + "]";
    }
  }

  /// An authorization that is under way.
  ///
  /// @param state unguessable; what the platform brings back, where it brings back anything
  /// @param callback where the platform answers; the same text from the first page to the last call
  /// @param back where the merchant is sent by platforms whose shops answer themselves
  /// @param app there where [Facts#app()] asks for one
  record Asked(StoreContext store, String state, URI callback, URI back, Optional<App> app) {

    /// The app in whose name the merchant is asked.
    ///
    /// @throws IllegalStateException where there is none
    public App registered() {
      return app.orElseThrow(() -> new IllegalStateException("there is no app"));
    }
  }

  /// The origin whose pages ask the merchant and which gives out tokens.
  URI server(StoreContext store);

  /// The page that asks the merchant, relative to the server. It is the browser that calls it.
  CartCall page(Asked asked);

  /// What ties the callback to what was asked: the state, or the store where the platform brings
  /// back no state.
  String tie(Asked asked);

  /// Whether that is the state. Where it is not, whoever knows the store can call the callback.
  boolean isTiedByState();

  /// The tie that a callback names, or the merchant's browser where the shop itself answered;
  /// nothing of it is proved.
  Optional<String> tie(Delivery callback);

  /// Whether the merchant's browser is sent back because the merchant said no.
  boolean isDeclined(Delivery browser);

  /// What a callback brings.
  sealed interface Answer {

    /// It is not what the platform sends for this store. The reason is for logs.
    record Untrue(String reason) implements Answer {}

    /// A code, and the call to the server that makes credentials of it.
    record Code(CartCall exchange) implements Answer {}

    /// The credentials themselves. `toString` shows no value.
    record Keys(Map<String, String> credentials) implements Answer {
      public Keys {
        credentials = Collections.unmodifiableMap(new TreeMap<>(credentials));
      }

      @Override
      public String toString() {
        return "Keys" + credentials.keySet();
      }
    }
  }

  /// Reads a callback: proves what the platform signs, and that it is of the store that was asked.
  Answer read(Delivery callback, Asked asked, Instant now);

  /// The credentials in the reply to the exchange, by the keys of the descriptor. Untrue where it
  /// gives none, or none for this store.
  Answer granted(CartReply reply, Asked asked, Instant now);
}
