package io.orderwire.system.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `template.yaml` with the files that it nests, by the logical id of the nested stack.
record Deployment(Template main, Map<String, Template> nested) {
  static final Path ROOT = root();

  Deployment {
    nested = Map.copyOf(nested);
  }

  static Deployment read() {
    return read(Edit.NONE);
  }

  /// Reads the files of the repository as they would be after `edit`, which tells what a check sees
  /// on a broken template.
  static Deployment read(Edit edit) {
    Template main = template("template.yaml", edit);
    Map<String, Template> nested = new LinkedHashMap<>();
    for (Template.Resource stack : main.resources("AWS::CloudFormation::Stack")) {
      nested.put(stack.id(), template(stack.properties().path("TemplateURL").asText(), edit));
    }
    return new Deployment(main, nested);
  }

  List<Template> templates() {
    return Stream.concat(Stream.of(main), nested.values().stream()).toList();
  }

  List<Template.Resource> resources(String type) {
    return templates().stream().flatMap(template -> template.resources(type).stream()).toList();
  }

  List<ServerlessFunction> functions() {
    return main.resources("AWS::Serverless::Function").stream()
        .map(resource -> ServerlessFunction.of(main, resource))
        .toList();
  }

  Optional<ServerlessFunction> function(String id) {
    return functions().stream().filter(function -> function.id().equals(id)).findFirst();
  }

  Values values() {
    return new Values(main);
  }

  /// Replaces the first `before` of `file` by `after`.
  record Edit(String file, String before, String after) {
    static final Edit NONE = new Edit("", "", "");

    String apply(String name, String text) {
      if (!file.equals(name)) {
        return text;
      }
      if (!text.contains(before)) {
        throw new IllegalArgumentException(file + " no longer holds: " + before);
      }
      int at = text.indexOf(before);
      return text.substring(0, at) + after + text.substring(at + before.length());
    }
  }

  static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Template template(String file, Edit edit) {
    return new Template(file, TemplateReader.read(edit.apply(file, text(file))));
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("template.yaml"))) {
      folder =
          Optional.ofNullable(folder.getParent())
              .orElseThrow(() -> new IllegalStateException("no template.yaml in a folder above"));
    }
    return folder;
  }
}
