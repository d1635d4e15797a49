package io.orderwire.system.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A module, its packages and the modules it may see. Packages belong to one module each, so what
/// holds for packages holds for modules.
enum Layer {
  SHARED_MODEL(packages("model", "message", "json")),
  CONNECTOR_KIT(packages("connector", "port", "engine"), SHARED_MODEL),
  TESTKIT(packages("testkit"), SHARED_MODEL, CONNECTOR_KIT),
  CONNECTORS(packages("connectors"), SHARED_MODEL, CONNECTOR_KIT),
  AWS_RUNTIME(packages("aws"), SHARED_MODEL, CONNECTOR_KIT),
  WEBHOOK_RECEIVER(packages("receiver"), SHARED_MODEL, CONNECTOR_KIT, CONNECTORS, AWS_RUNTIME),
  SCHEDULED_POLLER(packages("poller"), SHARED_MODEL, CONNECTOR_KIT, CONNECTORS, AWS_RUNTIME),
  NORMALIZER(packages("normalizer"), SHARED_MODEL, CONNECTOR_KIT, CONNECTORS, AWS_RUNTIME),
  DISPATCHER(packages("dispatcher"), SHARED_MODEL, CONNECTOR_KIT, AWS_RUNTIME),
  WEBHOOK_SENDER(packages("sender"), SHARED_MODEL, CONNECTOR_KIT, AWS_RUNTIME),
  STORE_API(packages("storeapi"), SHARED_MODEL, CONNECTOR_KIT, CONNECTORS, AWS_RUNTIME),
  /// The simulated carts know nothing of the suite, so that both cannot be wrong in the same way.
  SHOPS(packages("shops"));

  private final List<String> packages;
  private final List<Layer> sees;

  Layer(List<String> packages, Layer... sees) {
    this.packages = packages;
    this.sees = List.of(sees);
  }

  private static List<String> packages(String... names) {
    return Arrays.stream(names).map(name -> "io.orderwire." + name + "..").toList();
  }

  /// The classes of this module.
  DescribedPredicate<JavaClass> classes() {
    return classesOf(this).as("of " + name());
  }

  /// What this module may depend on: everything that is not ours, itself and what it sees.
  DescribedPredicate<JavaClass> mayDependOn() {
    Layer[] seen = Stream.concat(Stream.of(this), sees.stream()).toArray(Layer[]::new);
    return not(resideInAPackage("io.orderwire..")).or(classesOf(seen));
  }

  /// The classes of any of these modules.
  static DescribedPredicate<JavaClass> classesOf(Layer... layers) {
    String[] packages =
        Arrays.stream(layers).flatMap(layer -> layer.packages.stream()).toArray(String[]::new);
    return resideInAnyPackage(packages).as("of " + Arrays.toString(layers));
  }

  /// The classes of every module that is deployed: all but the carts, the testkit and the tools
  /// under infra.
  static DescribedPredicate<JavaClass> deployed() {
    Layer[] deployed =
        Arrays.stream(values())
            .filter(layer -> layer != TESTKIT && layer != SHOPS)
            .toArray(Layer[]::new);
    return classesOf(deployed).as("deployed");
  }
}
