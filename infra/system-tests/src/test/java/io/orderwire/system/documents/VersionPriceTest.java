package io.orderwire.system.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.message.Cause;
import io.orderwire.storeapi.BilledCall;
import io.orderwire.storeapi.BilledCalls;
import io.orderwire.storeapi.CallsByCause;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the README says that versions cost is what the store API estimates. The counts are held by
/// `CapacityTest`.
class VersionPriceTest {
  private static final Path README = Path.of("../../README.md");
  private static final Path TEMPLATE = Path.of("../../template.yaml");
  private static final BilledCalls VERSION = CallsByCause.of(Cause.WEBHOOK);

  @Test
  void theReadmeTellsTheEstimate() throws IOException {
    String told = Files.readString(README).replaceAll("\\s+", " ");
    assertThat(told)
        .contains(
            "A million later versions by webhook cost $%s in calls at the prices of us-east-1: HTTP"
                    .formatted(million(BilledCall.values()))
                + " API %s, SQS %s, S3 %s, DynamoDB %s, EventBridge %s, Lambda requests %s."
                    .formatted(
                        million(BilledCall.HTTP_API),
                        million(BilledCall.SQS),
                        million(BilledCall.S3_WRITE, BilledCall.S3_READ),
                        million(BilledCall.DYNAMODB_WRITE, BilledCall.DYNAMODB_READ),
                        million(BilledCall.EVENTBRIDGE),
                        million(BilledCall.LAMBDA)));
  }

  /// By the template a message of the intake is one of ten, a poll job is alone.
  @Test
  void queuesHandOverAsManyAsTheEstimateTakes() throws IOException {
    assertThat(batch("IntakeQueue")).isEqualTo(10);
    assertThat(batch("BulkIntakeQueue")).isEqualTo(10);
    assertThat(batch("PollQueue")).isEqualTo(1);
  }

  private static int batch(String queue) throws IOException {
    Matcher source =
        Pattern.compile("Queue: !GetAtt " + queue + "[.]Arn(?:\\s+#[^\n]*)*\\s+BatchSize: (\\d+)")
            .matcher(Files.readString(TEMPLATE));
    assertThat(source.find()).as(queue).isTrue();
    return Integer.parseInt(source.group(1));
  }

  private static BigDecimal million(BilledCall... calls) {
    return Stream.of(calls)
        .map(call -> VERSION.of(call).multiply(call.million()))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(2, RoundingMode.HALF_UP);
  }
}
