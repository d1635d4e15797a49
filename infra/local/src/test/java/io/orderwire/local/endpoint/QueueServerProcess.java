package io.orderwire.local.endpoint;

import java.nio.file.Path;

/// A queue server in a process of its own, so that a test can kill it. Arguments: data folder,
/// port.
final class QueueServerProcess {
  private QueueServerProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    DataFolder data = DataFolder.open(Path.of(arguments[0]));
    QueueServer.start(
        data, Integer.parseInt(arguments[1]), Account.LOCAL.region(), Account.LOCAL.id());
    System.out.println("started");
    Thread.currentThread().join();
  }
}
