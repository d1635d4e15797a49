package io.orderwire.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import org.junit.jupiter.api.Test;

class ObjectStorageTest {
  private static final byte[] BYTES = {1, 2, 3};

  private final ScriptedObjects s3 = new ScriptedObjects();
  private final ObjectStorage objects = new ObjectStorage(s3, "raw");

  /// The first try had written, its answer was lost, and the SDK wrote again.
  @Test
  void anObjectThatExistsIsWritten() {
    s3.answer(412);
    objects.put("key", BYTES, "application/json");
    assertThat(s3.written()).hasSize(1);
  }

  @Test
  void writesAgainWhenAnotherWritesAtTheSameTime() {
    s3.answer(409);
    s3.answer(409);
    objects.put("key", BYTES, "application/json");
    assertThat(s3.written()).hasSize(3);
    s3.answer(409);
    s3.answer(409);
    s3.answer(409);
    assertFault(Fault.Category.UNAVAILABLE);
  }

  @Test
  void tellsWhatKindOfRefusalItIs() {
    s3.answer(500);
    assertFault(Fault.Category.UNAVAILABLE);
    s3.answer(403);
    assertFault(Fault.Category.UNAVAILABLE);
    s3.answer(429);
    assertFault(Fault.Category.THROTTLED);
  }

  private void assertFault(Fault.Category category) {
    assertThatThrownBy(() -> objects.put("key", BYTES, "application/json"))
        .isInstanceOfSatisfying(
            FaultException.class,
            fault -> assertThat(fault.fault().category()).isEqualTo(category));
  }
}
