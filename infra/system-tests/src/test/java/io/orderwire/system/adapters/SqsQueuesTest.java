package io.orderwire.system.adapters;

import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.port.IntakeQueue;
import io.orderwire.port.PollQueue;
import io.orderwire.testkit.ports.QueueContract;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;

@ExtendWith(OnEmbeddedAws.class)
class SqsQueuesTest extends QueueContract {
  private final SqsClient client;
  private final String intakeUrl;
  private final String pollUrl;
  private final IntakeQueue intake;
  private final PollQueue polls;

  SqsQueuesTest(EmbeddedAws aws) {
    client = aws.clients().queues();
    intakeUrl = aws.output("IntakeQueueUrl");
    pollUrl = aws.output("PollQueueUrl");
    intake = aws.wiring().intakeQueue();
    polls = aws.wiring().pollQueue();
  }

  @BeforeEach
  void empty() {
    client.purgeQueue(purge -> purge.queueUrl(intakeUrl));
    client.purgeQueue(purge -> purge.queueUrl(pollUrl));
  }

  @Override
  protected IntakeQueue intake() {
    return intake;
  }

  @Override
  protected PollQueue polls() {
    return polls;
  }

  @Override
  protected List<IntakeMessage> takeIntake(int count) {
    return Taking.from(client, intakeUrl, count, IntakeMessage.class);
  }

  @Override
  protected List<PollJob> takePolls(int count) {
    return Taking.from(client, pollUrl, count, PollJob.class);
  }
}
