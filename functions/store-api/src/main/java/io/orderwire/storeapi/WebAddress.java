package io.orderwire.storeapi;

import io.orderwire.aws.CartAddresses;
import java.net.URI;
import java.util.Optional;

/// Addresses that somebody wants called: those of carts and of subscribed URLs, vetted alike. What
/// their names lead to is vetted once more whenever they are dialled.
final class WebAddress {
  private WebAddress() {}

  /// Empty if the text is no address with a host, or holds a user or a fragment.
  static Optional<URI> parse(String text) {
    try {
      return Optional.of(URI.create(text))
          .filter(address -> address.getHost() != null && address.getUserInfo() == null)
          .filter(address -> address.getFragment() == null);
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /// True if the field was told that its address may not be called.
  static boolean isRefused(URI address, boolean privateAllowed, Form form, String field) {
    if (privateAllowed) {
      return false;
    }
    if (!"https".equals(address.getScheme())) {
      form.wrong(field, "addresses are called over https only", "write it with https://");
      return true;
    }
    if (!CartAddresses.mayBePublic(address.getHost())) {
      form.wrong(field, "private addresses are not called", "use one of the public internet");
      return true;
    }
    return false;
  }
}
