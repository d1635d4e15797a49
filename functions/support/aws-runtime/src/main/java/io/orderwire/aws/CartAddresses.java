package io.orderwire.aws;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/// Which addresses a cart or a subscribed URL may have. They come from merchants: one that leads
/// into this account's own network would turn Orderwire against it.
public final class CartAddresses {
  private CartAddresses() {}

  /// False for a host that is an address by itself and no public one. What a name leads to is seen
  /// when it is dialled, and not before.
  ///
  /// @param host as in a URL, an IPv6 address in brackets
  public static boolean mayBePublic(String host) {
    try {
      return isPublic(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
    } catch (IllegalArgumentException name) {
      return true;
    }
  }

  /// True for this machine.
  ///
  /// @param host as in a URL, an IPv6 address in brackets
  public static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  /// True for addresses of the public internet (IANA's registries of special-purpose addresses hold
  /// the others).
  static boolean isPublic(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    int[] bytes = unsigned(address.getAddress());
    return address instanceof Inet4Address ? isPublicFour(bytes) : isPublicSix(bytes);
  }

  private static boolean isPublicFour(int[] b) {
    boolean thisNetwork = b[0] == 0;
    boolean carrierGrade = b[0] == 100 && (b[1] & 0xc0) == 64;
    boolean protocolAssignments = b[0] == 192 && b[1] == 0 && (b[2] == 0 || b[2] == 2);
    boolean benchmarking = b[0] == 198 && (b[1] & 0xfe) == 18;
    boolean documentation =
        (b[0] == 198 && b[1] == 51 && b[2] == 100) || (b[0] == 203 && b[1] == 0 && b[2] == 113);
    boolean relayAnycast = b[0] == 192 && b[1] == 88 && b[2] == 99;
    boolean reserved = b[0] >= 240;
    return !(thisNetwork
        || carrierGrade
        || protocolAssignments
        || benchmarking
        || documentation
        || relayAnycast
        || reserved);
  }

  /// Only global unicast, 2000::/3, and of it nothing that carries an IPv4 address inside or is set
  /// aside.
  private static boolean isPublicSix(int[] b) {
    boolean global = (b[0] & 0xe0) == 0x20;
    boolean sixToFour = b[0] == 0x20 && b[1] == 0x02;
    boolean protocolAssignments = b[0] == 0x20 && b[1] == 0x01 && b[2] < 0x02;
    boolean documentation =
        (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8)
            || (b[0] == 0x3f && b[1] == 0xff && (b[2] & 0xf0) == 0);
    return global && !sixToFour && !protocolAssignments && !documentation;
  }

  private static int[] unsigned(byte[] bytes) {
    int[] values = new int[bytes.length];
    Arrays.setAll(values, index -> Byte.toUnsignedInt(bytes[index]));
    return values;
  }
}
