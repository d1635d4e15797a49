package io.orderwire.local.endpoint;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.api.Trigger;

/// Takes a message that moves to another queue out of the table of the queue it left.
///
/// ElasticMQ 1.7.1 writes a message that it moves (to its dead letters, or back from there) into
/// the new queue's table and leaves it in the old one's: after a restart it would be in both
/// queues, and moving it again would fail on its id. H2 calls this trigger within the insert's own
/// transaction, so a message is always in exactly one table.
public final class MoveTrigger implements Trigger {
  private static final int MESSAGE_ID = 0;
  private static final int RECEIVE_COUNT = 7;

  private String table = "";

  /// Puts the trigger on every message table that has none yet.
  static void addTo(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : tables(connection)) {
        statement.execute(
            "create trigger if not exists \"MOVE_%s\" after insert on \"%s\" for each row call '%s'"
                .formatted(table, table, MoveTrigger.class.getName()));
      }
    }
  }

  static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select table_name from information_schema.tables where table_name like 'MESSAGE\\_%'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  @Override
  public void init(
      Connection connection,
      String schema,
      String trigger,
      String tableName,
      boolean before,
      int type) {
    table = tableName;
  }

  @Override
  public void fire(Connection connection, Object[] oldRow, Object[] newRow) throws SQLException {
    // A message that nobody has received yet is new and cannot have moved.
    if (!(newRow[RECEIVE_COUNT] instanceof Integer received) || received == 0) {
      return;
    }
    for (String other : tables(connection)) {
      if (!other.equals(table)) {
        try (PreparedStatement delete =
            connection.prepareStatement("delete from \"" + other + "\" where message_id = ?")) {
          delete.setObject(1, newRow[MESSAGE_ID]);
          delete.executeUpdate();
        }
      }
    }
  }
}
