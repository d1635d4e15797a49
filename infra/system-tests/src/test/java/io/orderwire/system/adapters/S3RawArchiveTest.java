package io.orderwire.system.adapters;

import io.orderwire.port.RawArchive;
import io.orderwire.testkit.ports.RawArchiveContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmbeddedAws.class)
class S3RawArchiveTest extends RawArchiveContract {
  private final RawArchive archive;

  S3RawArchiveTest(EmbeddedAws aws) {
    archive = aws.wiring().rawArchive();
  }

  @Override
  protected RawArchive archive() {
    return archive;
  }
}
