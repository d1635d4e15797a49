package io.orderwire.aws;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/// Resolves the names of carts, and answers only addresses that may be dialled. The HTTP client
/// connects to exactly these: between the check and the connection no name is resolved again.
final class VettedResolver implements DnsResolver {
  private final DnsResolver names;
  private final boolean privateAllowed;

  VettedResolver(DnsResolver names, boolean privateAllowed) {
    this.names = names;
    this.privateAllowed = privateAllowed;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    if (privateAllowed) {
      return addresses;
    }
    InetAddress[] allowed =
        Arrays.stream(addresses).filter(CartAddresses::isPublic).toArray(InetAddress[]::new);
    if (allowed.length == 0) {
      throw new UnknownHostException(host + " has no public address");
    }
    return allowed;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
