package io.orderwire.local.endpoint;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import scala.Function0;

/// SQS on this machine: ElasticMQ in this process, queues and messages kept in an H2 file.
///
/// `WRITE_DELAY=0` makes H2 write each message before its sender gets an answer; with H2's default
/// half second, messages that were acknowledged are lost by `kill -9`.
public final class QueueServer implements AutoCloseable {
  private final Function0<?> stop;
  private final URI endpoint;
  private final Optional<String> databaseUrl;

  private QueueServer(Function0<?> stop, URI endpoint, Optional<String> databaseUrl) {
    this.stop = stop;
    this.databaseUrl = databaseUrl;
    this.endpoint = endpoint;
  }

  public static QueueServer start(DataFolder data, int port, String region, String account) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("node-address.host", "127.0.0.1");
    settings.put("node-address.port", port);
    settings.put("rest-sqs.bind-hostname", "127.0.0.1");
    settings.put("rest-sqs.bind-port", port);
    settings.put("rest-sqs.sqs-limits", "strict");
    settings.put("aws.region", region);
    settings.put("aws.accountId", account);
    settings.put("pekko.loglevel", "WARNING");
    settings.put("pekko.http.server.parsing.max-content-length", "12m");
    Optional<String> databaseUrl = Optional.empty();
    if (data.kept()) {
      String url = databaseUrl(data.folder("queues").resolve("messages"));
      makeInFlightVisible(url);
      settings.put("messages-storage.enabled", true);
      settings.put("messages-storage.uri", url);
      databaseUrl = Optional.of(url);
    }
    Config config = ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
    Function0<?> stop = new ElasticMQServer(new ElasticMQServerConfig(config)).start();
    return new QueueServer(stop, URI.create("http://127.0.0.1:" + port), databaseUrl);
  }

  private static String databaseUrl(Path file) {
    return "jdbc:h2:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }

  /// Who was handling these messages ended with the former run: they need not wait for their
  /// visibility timeout. A message that was never received keeps its delay.
  private static void makeInFlightVisible(String url) {
    try (Connection connection = DriverManager.getConnection(url, "", "");
        Statement statement = connection.createStatement()) {
      MoveTrigger.addTo(connection);
      for (String table : MoveTrigger.tables(connection)) {
        statement.executeUpdate(
            "update \"" + table + "\" set next_delivery = 0 where receive_count > 0");
      }
    } catch (SQLException e) {
      throw new StartFailure(
          "cannot open the kept messages: "
              + e.getMessage()
              + "; remove the queues folder to start afresh",
          e);
    }
  }

  /// To be called when the queues of a suite exist: a message that moves between them is then kept
  /// in one place.
  public void guardMoves() {
    if (databaseUrl.isEmpty()) {
      return;
    }
    try (Connection connection = DriverManager.getConnection(databaseUrl.get(), "", "")) {
      MoveTrigger.addTo(connection);
    } catch (SQLException e) {
      throw new StartFailure("cannot prepare the kept messages: " + e.getMessage(), e);
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    stop.apply();
  }
}
