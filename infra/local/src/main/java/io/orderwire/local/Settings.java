package io.orderwire.local;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How a suite is run.
///
/// @param template the root template
/// @param stack name of the stack, which prefixes the names of what it makes
/// @param port of the HTTP API
/// @param data folder that keeps everything; empty to keep nothing
/// @param parameters values of the template's parameters
/// @param library folder with DynamoDB Local's jars
/// @param cache folder for unpacked functions
/// @param inProcess all functions in one JVM, without AWS's native runtime client
/// @param usesEnvironment the AWS endpoints of the environment (`AWS_ENDPOINT_URL*`) instead of the
/// embedded ones
/// @param shops the simulated shops to run, if any
public record Settings(
    Path template,
    String stack,
    int port,
    Optional<Path> data,
    Map<String, String> parameters,
    Path library,
    Path cache,
    boolean inProcess,
    boolean usesEnvironment,
    Optional<ShopSettings> shops) {
  static final String USUAL_STACK = "orderwire";

  public Settings {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /// How simulated shops behave.
  ///
  /// @param chaos for example `drop=0.2,duplicate=0.2,reorder=0.2,seed=7`; empty for none
  /// @param accountStores how many stores an account has, where a cart has accounts
  public record ShopSettings(String chaos, int accountStores) {}

  /// The usual settings for a checkout of the repository: embedded endpoints, no shops, nothing
  /// kept.
  public static Settings inMemory(Path repository, int port) {
    return new Settings(
        repository.resolve("template.yaml"),
        USUAL_STACK,
        port,
        Optional.empty(),
        Map.of(),
        repository.resolve("infra/local/dynamodb-local/target/lib"),
        repository.resolve("infra/local/target/functions"),
        false,
        false,
        Optional.empty());
  }

  /// The same with a folder that keeps everything.
  public Settings withData(Path folder) {
    return new Settings(
        template,
        stack,
        port,
        Optional.of(folder),
        parameters,
        library,
        cache,
        inProcess,
        usesEnvironment,
        shops);
  }

  public Settings withParameters(Map<String, String> values) {
    return new Settings(
        template, stack, port, data, values, library, cache, inProcess, usesEnvironment, shops);
  }

  Settings withStack(String name) {
    return new Settings(
        template, name, port, data, parameters, library, cache, inProcess, usesEnvironment, shops);
  }

  public Settings withTemplate(Path file) {
    return new Settings(
        file, stack, port, data, parameters, library, cache, inProcess, usesEnvironment, shops);
  }

  public Settings withInProcess(boolean value) {
    return new Settings(
        template, stack, port, data, parameters, library, cache, value, usesEnvironment, shops);
  }
}
