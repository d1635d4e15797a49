package io.orderwire.local.endpoint;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/// Makes the JDK's HTTP server as every part here uses it: loopback only, a virtual thread per
/// exchange.
public final class LoopbackServer {
  static {
    // Without it the JDK's server leaves Nagle's algorithm on, and an answer in two writes waits 40
    // ms for an ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Connections are kept for SDK clients with large pools; the default of 200 idle ones closes
    // them under load.
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
  }

  private LoopbackServer() {}

  /// A server that is bound but not started; port 0 takes any free one.
  ///
  /// @param purpose what it is for, as the error message says it
  public static HttpServer bind(int port, String purpose) {
    try {
      HttpServer server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
              1024);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      return server;
    } catch (IOException e) {
      throw new StartFailure(
          "port "
              + port
              + " for the "
              + purpose
              + " is in use: stop what listens there or choose another",
          e);
    }
  }
}
