package io.orderwire.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CartAddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "23.227.38.65",
        "1.1.1.1",
        "192.0.1.1",
        "100.63.0.1",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::6812:1",
        "2a00:1450:4001::200e",
        "2001:200::1"
      })
  void takesPublicAddresses(String address) throws UnknownHostException {
    assertThat(CartAddresses.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.9.9.9",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a00:1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void refusesAllOthers(String address) throws UnknownHostException {
    assertThat(CartAddresses.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::1]", "[fd00:ec2::254]", "10.1"})
  void knowsAPrivateAddressInAUrl(String host) {
    assertThat(CartAddresses.mayBePublic(host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "[2606:4700::6812:1]", "hooks.example.com", "localhost"})
  void leavesNamesToTheirResolving(String host) {
    assertThat(CartAddresses.mayBePublic(host)).isTrue();
  }
}
