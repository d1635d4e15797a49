package io.orderwire.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.orderwire.local.endpoint.Children;
import io.orderwire.local.endpoint.DataFolder;
import io.orderwire.local.endpoint.Json;
import io.orderwire.local.endpoint.Ports;
import io.orderwire.local.http.HttpGateway;
import io.orderwire.local.http.LocalApi;
import io.orderwire.local.lambda.FunctionFolders;
import io.orderwire.local.lambda.Functions;
import io.orderwire.local.provision.Provisioner;
import io.orderwire.local.provision.Stack;
import io.orderwire.local.source.Invoker;
import io.orderwire.local.template.Surroundings;
import io.orderwire.local.template.Template;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A suite that runs on this machine from its template. {@link #start} returns when it takes
/// requests; {@link #close} ends everything that it started.
public final class Runner implements AutoCloseable {
  // Two cores gain nothing from more copies of a JVM; functions that wait for a cart gain from a
  // few.
  private static final int MOST_CONCURRENT =
      Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Settings settings;
  private final Consumer<String> console;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private URI api = URI.create("http://127.0.0.1");
  private Map<String, String> variables = Map.of();
  private Map<String, String> outputs = Map.of();
  private volatile Optional<SimulatedShops> shops = Optional.empty();
  private volatile boolean closed;

  private Runner(Settings settings, Consumer<String> console) {
    this.settings = settings;
    this.console = console;
  }

  /// Starts the suite.
  ///
  /// @param console receives lines for a person: what is not emulated, what failed
  /// @throws io.orderwire.local.endpoint.StartFailure when something is missing or in use, in one
  /// line
  /// @throws io.orderwire.local.template.TemplateException when the template cannot be used, in one
  /// line
  public static Runner start(Settings settings, Consumer<String> console) {
    Runner runner = new Runner(settings, console);
    try {
      runner.run();
      return runner;
    } catch (RuntimeException e) {
      runner.close();
      throw e;
    }
  }

  private void run() {
    // First what costs nothing and may be wrong: the template and the port.
    Template template = Template.load(settings.template());
    HttpServer server = HttpGateway.bind(settings.port());
    started.push(() -> server.stop(0));
    api = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    DataFolder data = keep(settings.data().map(DataFolder::open).orElseGet(DataFolder::temporary));
    Children children = Children.of(data, settings.cache());
    Cloud cloud = keep(cloud(data, children));
    variables = Map.copyOf(cloud.variables());
    Stack stack = provision(template, cloud);
    outputs = stack.outputs();
    stack.notEmulated().forEach(type -> console.accept("not emulated: " + type));
    Suite suite = new SuiteReader(cloud.variables(), MOST_CONCURRENT).read(stack);
    FunctionFolders folders =
        new FunctionFolders(settings.cache(), data.folder("run"), data.folder("logs"));
    Functions functions =
        keep(
            Functions.of(
                suite.functions(), folders, children, settings.inProcess(), this::complain));
    functions.warm();
    cloud.connect(stack, functions);
    keep(EventSources.start(suite, cloud, functions, data, this::complain));
    LocalApi local =
        new LocalApi(
            cloud.events(),
            () -> health(cloud, functions),
            () -> shops.map(SimulatedShops::list).orElseGet(() -> Json.object().putArray("shops")),
            cloud.variables(),
            () -> closed);
    keep(HttpGateway.start(server, suite.routes(), invokers(functions), local));
    shops = settings.shops().map(chosen -> keep(SimulatedShops.start(api, Ports.of(data), chosen)));
  }

  private Cloud cloud(DataFolder data, Children children) {
    return settings.usesEnvironment()
        ? EnvironmentCloud.start(data, System.getenv())
        : EmbeddedCloud.start(data, children, settings.library(), this::complain);
  }

  private Stack provision(Template template, Cloud cloud) {
    Surroundings surroundings =
        new Surroundings(cloud.account().region(), cloud.account().id(), settings.stack());
    Map<String, String> parameters = new LinkedHashMap<>();
    // On one machine carts are at private addresses: the simulated shops, or a shop in a container.
    if (template.root().path("Parameters").has("PrivateCartAddresses")) {
      parameters.put("PrivateCartAddresses", "allow");
    }
    parameters.putAll(settings.parameters());
    return new Provisioner(cloud.clients(), surroundings, api.toString())
        .provision(template, parameters);
  }

  private static Map<String, Invoker> invokers(Functions functions) {
    Map<String, Invoker> invokers = new HashMap<>();
    functions.pools().forEach((id, pool) -> invokers.put(id, pool::invoke));
    return invokers;
  }

  private static JsonNode health(Cloud cloud, Functions functions) {
    ObjectNode health = Json.object().put("status", cloud.broken().isEmpty() ? "up" : "broken");
    ArrayNode broken = health.putArray("broken");
    cloud.broken().forEach(broken::add);
    ArrayNode names = health.putArray("functions");
    functions.pools().keySet().stream().sorted().forEach(names::add);
    return health.put("events", cloud.events().newest());
  }

  /// Base URL of the HTTP API.
  public URI api() {
    return api;
  }

  /// Region, credentials and endpoints as the standard variables say them.
  public Map<String, String> variables() {
    return variables;
  }

  /// The outputs of the root template.
  public Map<String, String> outputs() {
    return outputs;
  }

  private void complain(String line) {
    if (!closed) {
      console.accept(line);
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    started.push(part);
    return part;
  }

  @Override
  public void close() {
    closed = true;
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        console.accept("a part did not stop cleanly: " + e.getMessage());
      }
    }
  }
}
