package io.orderwire.connectors.api2cart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhpDatePatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Y-m-d\\TH:i:sO | 2026-05-04T15:12:31+0200 | 2026-05-04T13:12:31Z",
        "Y-m-d\\TH:i:sP | 2026-05-04T15:12:31-03:30 | 2026-05-04T18:42:31Z",
        "c | 2026-05-04T13:12:31+00:00 | 2026-05-04T13:12:31Z",
        "Y-m-d\\TH:i:s.v\\Z | 2026-05-04T13:12:31.250Z | 2026-05-04T13:12:31.250Z",
        "Y-m-d\\TH:i:s.uP | 2026-05-04T13:12:31.123456+00:00 | 2026-05-04T13:12:31.123456Z",
        "Y-m-d H:i:s | 2026-05-04 13:12:31 | 2026-05-04T13:12:31Z",
        "Y-m-d H:i:s e | 2026-05-04 15:12:31 Europe/Berlin | 2026-05-04T13:12:31Z",
        "Y-m-d H:i:s T | 2026-05-04 13:12:31 UTC | 2026-05-04T13:12:31Z",
        "d/m/Y g:i A | 04/05/2026 1:12 PM | 2026-05-04T13:12:00Z",
        "j M Y | 4 May 2026 | 2026-05-04T00:00:00Z",
        "U | 1777900351 | 2026-05-04T13:12:31Z"
      })
  void aTextIsReadByItsOwnPattern(String pattern, String text, Instant expected) {
    assertEquals(Optional.of(expected), read(pattern, text, ZoneOffset.UTC));
  }

  @Test
  void theStoresZoneCountsOnlyWhereTheTextHasNone() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertEquals(
        Optional.of(Instant.parse("2026-05-04T11:12:31Z")),
        read("Y-m-d H:i:s", "2026-05-04 13:12:31", berlin));
    assertEquals(
        Optional.of(Instant.parse("2026-05-04T13:12:31Z")),
        read("Y-m-d\\TH:i:sO", "2026-05-04T13:12:31+0000", berlin));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Y-m-d H:i:s | 0000-00-00 00:00:00",
        "Y-m-d | 2026-02-30",
        "Y-m-d | 2026-05-04T13:12:31",
        "d/m/Y | 05/13/2026",
        "Y-W | 2026-19",
        "H:i:s | 13:12:31",
        "Y-m-d\\ | 2026-05-04"
      })
  void whatDoesNotFitIsNoTime(String pattern, String text) {
    assertEquals(Optional.empty(), read(pattern, text, ZoneOffset.UTC));
  }

  private static Optional<Instant> read(String pattern, String text, ZoneId zone) {
    return PhpDatePattern.parse(pattern).flatMap(known -> known.instant(text, zone));
  }
}
