package io.orderwire.local.provision;

import io.orderwire.local.template.Surroundings;
import io.orderwire.local.template.Template;
import java.nio.file.Path;
import java.util.Map;

/// Creates the tables, queues, buckets, buses, rules, archives and keys that a template and its
/// nested templates declare, on whatever endpoints its clients speak to. Nothing is ever deleted,
/// and what exists is used: provisioning twice is provisioning once.
///
/// Functions are not created: the {@link Stack} tells their names, and who runs them reads the rest
/// there.
public final class Provisioner {
  private final AwsClients clients;
  private final Surroundings surroundings;
  private final String apiUrl;

  /// @param surroundings region and account of the endpoints, and the stack's name, which prefixes
  /// every name
  /// @param apiUrl where the HTTP API is or will be reached
  public Provisioner(AwsClients clients, Surroundings surroundings, String apiUrl) {
    this.clients = clients;
    this.surroundings = surroundings;
    this.apiUrl = apiUrl;
  }

  /// Provisions the template and returns the stack with everything resolved.
  ///
  /// @param parameters values for the template's parameters; the others keep their defaults
  /// @throws io.orderwire.local.template.TemplateException when the template cannot be used, in one
  /// line
  public Stack provision(Path template, Map<String, String> parameters) {
    return provision(Template.load(template), parameters);
  }

  public Stack provision(Template template, Map<String, String> parameters) {
    Stack stack =
        new Stack(
            template, surroundings, parameters, Makers.of(clients, surroundings.region(), apiUrl));
    stack.provisionAll();
    return stack;
  }
}
