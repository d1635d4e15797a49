package io.orderwire.local;

import io.orderwire.local.endpoint.StartFailure;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the command line of `infra/local/run`.
final class Arguments {
  static final String USAGE =
      """
      Runs the suite of template.yaml on this machine: no Docker, no account.

      infra/local/run [options]
        --port PORT        port of the HTTP API on 127.0.0.1 (default 8080; 0 takes any free one)
        --data DIR         folder that keeps everything between runs (default .orderwire); ':memory:' keeps nothing
        --shops            simulated shops too, connected as stores and trading
        --account-stores N so many stores of one account, of carts that have accounts (API2Cart; default 1)
        --chaos SPEC       faults of the shops' webhooks, for example drop=0.2,duplicate=0.2,reorder=0.2,seed=7
        --set NAME=VALUE   value of a template parameter (may be repeated)
        --template FILE    another template (default template.yaml)
        --stack NAME       name of the stack, which prefixes the names of what it makes (default orderwire)
        --in-process       all functions in one JVM without AWS's native runtime client: for debugging
        --aws              the AWS endpoints of the environment (AWS_ENDPOINT_URL*) instead of the embedded ones
        --env              prints the export lines for the AWS CLI and SDKs of the suite that is running, and ends
        --help             this text
      """;

  private final Path repository;
  private final Deque<String> words;
  private int port = 8080;
  private Optional<Path> data;
  private boolean shops;
  private Optional<Integer> accountStores = Optional.empty();
  private String chaos = "";
  private Path template;
  private String stack = Settings.USUAL_STACK;
  private boolean inProcess;
  private boolean usesEnvironment;
  private final Map<String, String> parameters = new LinkedHashMap<>();

  private Arguments(Path repository, List<String> words) {
    this.repository = repository;
    this.words = new ArrayDeque<>(words);
    this.data = Optional.of(repository.resolve(".orderwire"));
    this.template = repository.resolve("template.yaml");
  }

  /// @throws StartFailure when they cannot be understood
  static Settings parse(Path repository, List<String> words) {
    Arguments arguments = new Arguments(repository, words);
    while (!arguments.words.isEmpty()) {
      arguments.option(arguments.words.removeFirst());
    }
    return arguments.settings();
  }

  private void option(String name) {
    switch (name) {
      case "--port" -> port = port(value(name));
      case "--data" -> {
        String folder = value(name);
        data = folder.equals(":memory:") ? Optional.empty() : Optional.of(Path.of(folder));
      }
      case "--shops" -> shops = true;
      case "--account-stores" -> accountStores = Optional.of(stores(value(name)));
      case "--chaos" -> chaos = value(name);
      case "--set" -> parameter(value(name));
      case "--template" -> template = Path.of(value(name));
      case "--stack" -> stack = stack(value(name));
      case "--in-process" -> inProcess = true;
      case "--aws" -> usesEnvironment = true;
      default -> throw new StartFailure("unknown option " + name + "; see infra/local/run --help");
    }
  }

  private String value(String option) {
    if (words.isEmpty()) {
      throw new StartFailure(option + " needs a value; see infra/local/run --help");
    }
    return words.removeFirst();
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
      throw new StartFailure("--port " + text + " is no port: give a number from 0 to 65535");
    }
    return Integer.parseInt(text);
  }

  private static int stores(String text) {
    if (!text.matches("[1-9][0-9]?")) {
      throw new StartFailure("--account-stores " + text + " is not a number from 1 to 99");
    }
    return Integer.parseInt(text);
  }

  private static String stack(String text) {
    if (!text.matches("[a-zA-Z][-a-zA-Z0-9]{0,31}")) {
      throw new StartFailure(
          "--stack "
              + text
              + " is no name of a stack: give a letter, then letters, digits and hyphens, at most 32 together");
    }
    return text;
  }

  private void parameter(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new StartFailure("--set " + assignment + " is not NAME=VALUE");
    }
    parameters.put(assignment.substring(0, equals), assignment.substring(equals + 1));
  }

  private Settings settings() {
    if (!chaos.isEmpty() && !shops) {
      throw new StartFailure("--chaos is for the simulated shops: add --shops");
    }
    if (accountStores.isPresent() && !shops) {
      throw new StartFailure("--account-stores is for the simulated shops: add --shops");
    }
    return new Settings(
        template,
        stack,
        port,
        data,
        parameters,
        repository.resolve("infra/local/dynamodb-local/target/lib"),
        repository.resolve("infra/local/target/functions"),
        inProcess,
        usesEnvironment,
        shops
            ? Optional.of(new Settings.ShopSettings(chaos, accountStores.orElse(1)))
            : Optional.empty());
  }
}
