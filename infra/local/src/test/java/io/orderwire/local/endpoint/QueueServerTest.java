package io.orderwire.local.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.local.provision.AwsClients;
import io.orderwire.local.provision.Endpoints;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class QueueServerTest {
  private static final int MESSAGES = 60;

  @TempDir Path folder;

  private Process start(int port) throws Exception {
    Process process =
        new ProcessBuilder(
                Children.java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path", ""),
                QueueServerProcess.class.getName(),
                folder.toString(),
                Integer.toString(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader();
    assertThat(output.readLine()).isEqualTo("started");
    return process;
  }

  @Test
  void losesNothingThatWasAcknowledgedBeforeAKill() throws Exception {
    int port;
    try (DataFolder data = DataFolder.open(folder)) {
      port = Ports.of(data).of("sqs");
    }
    try (AwsClients clients =
        AwsClients.of(
            new Endpoints(Map.of("SQS", URI.create("http://127.0.0.1:" + port))),
            Account.LOCAL.region())) {
      SqsClient queues = clients.queues();
      Process first = start(port);
      String url =
          queues
              .createQueue(
                  request ->
                      request
                          .queueName("q")
                          .attributesWithStrings(Map.of("VisibilityTimeout", "600")))
              .queueUrl();
      Set<String> sent = new HashSet<>();
      for (int i = 0; i < MESSAGES; i++) {
        String body = "message " + i;
        queues.sendMessage(
            request -> request.queueUrl(url).messageBody(body).messageGroupId("store"));
        sent.add(body);
      }
      // Some are in flight when the process dies: they must not wait for their ten minutes.
      assertThat(
              queues
                  .receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
                  .messages())
          .isNotEmpty();
      first.destroyForcibly().waitFor();

      Process second = start(port);
      try {
        assertThat(receiveAll(queues, url)).isEqualTo(sent);
      } finally {
        second.destroyForcibly().waitFor();
      }
    }
  }

  private static Set<String> receiveAll(SqsClient queues, String url) {
    Set<String> bodies = new HashSet<>();
    for (int i = 0; i < MESSAGES && bodies.size() < MESSAGES; i++) {
      List<Message> messages =
          queues
              .receiveMessage(
                  request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
              .messages();
      messages.forEach(message -> bodies.add(message.body()));
    }
    return bodies;
  }
}
