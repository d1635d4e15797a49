package io.orderwire.shops.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import java.util.Map;
import java.util.Optional;

/// The root fields, for one caller.
final class VendRoots {
  private static final VendAnswer FORBIDDEN =
      new VendAnswer.Refused(
          "FORBIDDEN", "You are not currently authorized to perform this action");

  private final VendStore store;
  private final VendBody body;
  private final VendList list;
  private final VendSessions sessions;
  private final Caller caller;
  private Optional<String> token = Optional.empty();

  /// Who calls.
  ///
  /// @param known with a key or a session that is worth something
  /// @param session of a caller who has logged in
  /// @param channel the token of the channel that is meant; absent for the default channel
  record Caller(boolean known, Optional<String> session, Optional<String> channel) {}

  /// What is answered from.
  record Parts(VendStore store, VendBody body, VendList list, VendSessions sessions) {}

  VendRoots(Parts parts, Caller caller) {
    this.store = parts.store();
    this.body = parts.body();
    this.list = parts.list();
    this.sessions = parts.sessions();
    this.caller = caller;
  }

  /// The token of a session that was begun, to be told in a header.
  Optional<String> token() {
    return token;
  }

  VendAnswer orders(Map<String, Object> arguments) {
    Map<String, Object> options = VendList.object(arguments, "options");
    if (VendList.number(options, "take", 0) > VendList.MOST) {
      return new VendAnswer.Refused(
          "USER_INPUT_ERROR",
          "Cannot take more than " + VendList.MOST + " results from a list query");
    }
    return refusal()
        .orElseGet(
            () -> {
              VendList.Found found = list.found(store.orders(), options);
              ObjectNode node = JsonText.object().put("totalItems", found.total());
              ArrayNode items = node.putArray("items");
              found.orders().forEach(order -> items.add(body.write(order)));
              return new VendAnswer.Found(node);
            });
  }

  VendAnswer order(Map<String, Object> arguments) {
    return refusal()
        .orElseGet(
            () ->
                new VendAnswer.Found(
                    store
                        .order(String.valueOf(arguments.get("id")))
                        .<JsonNode>map(body::write)
                        .orElse(JsonText.NODES.nullNode())));
  }

  VendAnswer activeChannel(Map<String, Object> arguments) {
    return refusal().orElseGet(() -> new VendAnswer.Found(body.channel()));
  }

  VendAnswer me(Map<String, Object> arguments) {
    return refusal().orElseGet(() -> new VendAnswer.Found(user()));
  }

  VendAnswer login(Map<String, Object> arguments) {
    if (!sessions.isAdministrator(
        String.valueOf(arguments.get("username")), String.valueOf(arguments.get("password")))) {
      return new VendAnswer.Found(
          JsonText.object()
              .put("__typename", "InvalidCredentialsError")
              .put("errorCode", "INVALID_CREDENTIALS_ERROR")
              .put("message", "The provided credentials are invalid")
              .put("authenticationError", ""));
    }
    token = Optional.of(sessions.begin());
    return new VendAnswer.Found(user());
  }

  VendAnswer logout(Map<String, Object> arguments) {
    caller.session().ifPresent(sessions::end);
    return new VendAnswer.Found(JsonText.object().put("success", caller.session().isPresent()));
  }

  private Optional<VendAnswer> refusal() {
    Optional<String> unknown =
        caller.channel().filter(channel -> !channel.equals(VendBody.CHANNEL_TOKEN));
    if (unknown.isPresent()) {
      return Optional.of(
          new VendAnswer.Refused(
              "CHANNEL_NOT_FOUND",
              "No Channel with the token \"" + unknown.get() + "\" could be found"));
    }
    return caller.known() ? Optional.empty() : Optional.of(FORBIDDEN);
  }

  private ObjectNode user() {
    ObjectNode node =
        JsonText.object()
            .put("__typename", "CurrentUser")
            .put("id", "1")
            .put("identifier", sessions.administrator());
    node.putArray("channels")
        .addObject()
        .put("id", "1")
        .put("token", VendBody.CHANNEL_TOKEN)
        .put("code", VendBody.CHANNEL)
        .putArray("permissions")
        .add("Authenticated")
        .add("ReadOrder");
    return node;
  }
}
