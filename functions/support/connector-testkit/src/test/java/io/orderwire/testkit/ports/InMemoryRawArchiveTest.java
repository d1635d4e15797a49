package io.orderwire.testkit.ports;

import io.orderwire.port.RawArchive;
import io.orderwire.testkit.InMemoryRawArchive;

class InMemoryRawArchiveTest extends RawArchiveContract {
  private final RawArchive archive = new InMemoryRawArchive();

  @Override
  protected RawArchive archive() {
    return archive;
  }
}
