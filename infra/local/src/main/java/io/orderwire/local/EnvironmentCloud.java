package io.orderwire.local;

import io.orderwire.local.endpoint.Account;
import io.orderwire.local.endpoint.DataFolder;
import io.orderwire.local.endpoint.EventLog;
import io.orderwire.local.endpoint.StartFailure;
import io.orderwire.local.lambda.Functions;
import io.orderwire.local.provision.AwsClients;
import io.orderwire.local.provision.Stack;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The services that the standard variables of the environment name: another emulator, for example.
/// Functions still run on this machine; what reaches the buses is seen through a queue of its own.
final class EnvironmentCloud implements Cloud {
  private final Map<String, String> variables;
  private final Account account;
  private final AwsClients clients;
  private final EventLog log;
  private final EventTap tap;

  private EnvironmentCloud(
      Map<String, String> variables,
      Account account,
      AwsClients clients,
      EventLog log,
      EventTap tap) {
    this.variables = variables;
    this.account = account;
    this.clients = clients;
    this.log = log;
    this.tap = tap;
  }

  /// @param environment of this process
  static EnvironmentCloud start(DataFolder data, Map<String, String> environment) {
    Map<String, String> variables =
        environment.entrySet().stream()
            .filter(variable -> variable.getKey().startsWith("AWS_"))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first, TreeMap::new));
    if (variables.keySet().stream().noneMatch(name -> name.startsWith("AWS_ENDPOINT_URL"))) {
      throw new StartFailure(
          "--aws needs AWS_ENDPOINT_URL or AWS_ENDPOINT_URL_<SERVICE>: set it to the emulator's address");
    }
    String region =
        environment.getOrDefault(
            "AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", "us-east-1"));
    variables.putIfAbsent("AWS_REGION", region);
    Account account =
        new Account(environment.getOrDefault("AWS_ACCOUNT_ID", Account.LOCAL.id()), region);
    AwsClients clients = AwsClients.fromEnvironment(region);
    EventLog log = EventLog.open(data.folder("events").resolve("events.jsonl"));
    return new EnvironmentCloud(
        variables, account, clients, log, new EventTap(clients, account, log));
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public AwsClients clients() {
    return clients;
  }

  @Override
  public Map<String, String> variables() {
    return variables;
  }

  @Override
  public EventLog events() {
    return log;
  }

  @Override
  public void connect(Stack stack, Functions functions) {
    for (Stack one : stack.withNested()) {
      one.existing("AWS::Events::EventBus")
          .forEach(bus -> tap.open(one.provision(bus.logicalId()).ref()));
    }
  }

  @Override
  public List<String> broken() {
    return List.of();
  }

  @Override
  public void close() {
    tap.close();
    clients.close();
    log.close();
  }
}
