package io.orderwire.local;

import io.orderwire.local.endpoint.Account;
import io.orderwire.local.endpoint.EventLog;
import io.orderwire.local.lambda.Functions;
import io.orderwire.local.provision.AwsClients;
import io.orderwire.local.provision.Stack;
import java.util.List;
import java.util.Map;

/// The AWS services that a suite stands on.
sealed interface Cloud extends AutoCloseable permits EmbeddedCloud, EnvironmentCloud {
  Account account();

  AwsClients clients();

  /// Region, credentials and endpoints as the standard variables say them: for functions, the AWS
  /// CLI and SDKs.
  Map<String, String> variables();

  /// Everything that reached the suite's buses.
  EventLog events();

  /// Everything is provisioned and the functions can be called: what waited for that may begin.
  void connect(Stack stack, Functions functions);

  /// Parts that have ended by themselves; empty while all is well.
  List<String> broken();

  @Override
  void close();
}
