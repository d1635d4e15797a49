package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.port.RawArchive;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every raw archive does.
public abstract class RawArchiveContract {
  private static final int CALLERS = 6;

  private final String prefix = "raw/" + Samples.freshStore() + "/order/";

  protected abstract RawArchive archive();

  @Test
  void givesBackEveryByte() {
    byte[] bytes = new byte[256];
    IntStream.range(0, bytes.length).forEach(index -> bytes[index] = (byte) index);
    assertThat(get("all")).isEmpty();
    archive().put(prefix + "all", bytes, "application/octet-stream");
    assertThat(get("all")).hasValueSatisfying(held -> assertThat(held).isEqualTo(bytes));
    archive().put(prefix + "empty", new byte[0], "application/json");
    assertThat(get("empty")).hasValueSatisfying(held -> assertThat(held).isEmpty());
  }

  @Test
  void theFirstWriteStays() {
    put("once", "first");
    put("once", "second");
    assertThat(text("once")).contains("first");
  }

  @Test
  void ofManyWritersOneStaysAndAllSucceed() throws Exception {
    Race.run(
        CALLERS,
        caller ->
            () -> {
              put("race", "caller " + caller);
              return caller;
            });
    String winner = text("race").orElseThrow();
    assertThat(winner).startsWith("caller ");
    put("race", "late");
    assertThat(text("race")).contains(winner);
  }

  @Test
  void listsKeysUnderAPrefixInOrder() {
    List<String> names =
        List.of("1/2026-01-01T00:00:00Z-a%2Fb.json", "1/2026-01-01T00:00:01Z-b.json", "10/c.json");
    names.reversed().forEach(name -> put(name, name));
    assertThat(archive().list(prefix, 10)).isEqualTo(names.stream().map(prefix::concat).toList());
    assertThat(archive().list(prefix + "1/", 10)).hasSize(2);
    assertThat(archive().list(prefix, 1)).containsExactly(prefix + names.getFirst());
    assertThat(archive().list(prefix, prefix + names.getFirst(), 1))
        .containsExactly(prefix + names.get(1));
    assertThat(archive().list(prefix, prefix + "1/2026-01-01T00:00:00Zz", 10)).hasSize(2);
    assertThat(archive().list(prefix, prefix + names.getLast(), 10)).isEmpty();
    assertThat(archive().list(prefix + "none/", 10)).isEmpty();
  }

  @Test
  void erasesWhatIsUnderAPrefixAndNothingElse() {
    List.of("e/1/a", "e/1/b", "e/10/c").forEach(name -> put(name, name));
    archive().erase(prefix + "e/1/");
    assertThat(archive().list(prefix + "e/", 10)).containsExactly(prefix + "e/10/c");
    assertThat(get("e/1/a")).isEmpty();
    archive().erase(prefix + "e/1/");
    archive().erase(prefix + "e/10/c");
    assertThat(archive().list(prefix + "e/", 10)).isEmpty();
    put("e/1/a", "anew");
    assertThat(text("e/1/a")).contains("anew");
  }

  private void put(String name, String text) {
    archive().put(prefix + name, text.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  private Optional<byte[]> get(String name) {
    return archive().get(prefix + name);
  }

  private Optional<String> text(String name) {
    return get(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
