package io.orderwire.system.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.orderwire.system.architecture.Layer.AWS_RUNTIME;
import static io.orderwire.system.architecture.Layer.CONNECTORS;
import static io.orderwire.system.architecture.Layer.CONNECTOR_KIT;
import static io.orderwire.system.architecture.Layer.SHARED_MODEL;
import static io.orderwire.system.architecture.Rule.refusing;

import io.orderwire.aws.violation.ReachesUp;
import io.orderwire.connectors.onecart.violation.SeesAnotherCart;
import io.orderwire.dispatcher.violation.ParsesCarts;
import io.orderwire.message.violation.Logs;
import io.orderwire.normalizer.violation.CallsTheWeb;
import io.orderwire.normalizer.violation.NeedsAnotherFunction;
import io.orderwire.shops.violation.BorrowsAConnector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Dependencies run one way: shared-model ← connector-kit ← connectors, testkit and aws-runtime ←
/// functions ← infra.
final class DependencyRules {
  private DependencyRules() {}

  private static final String[] OUTSIDE_WORLD = {
    "software.amazon.awssdk..",
    "com.amazonaws.services..",
    "org.apache.hc..",
    "java.net.http..",
    "com.sun.net.httpserver.."
  };

  static List<Rule> all() {
    return Stream.concat(
            Arrays.stream(Layer.values()).map(DependencyRules::seesOnlyWhatItMay),
            Stream.of(sharedModelIsPlain(), cartsAreSeparate(), oneModuleTouchesTheWorld()))
        .toList();
  }

  private static Rule seesOnlyWhatItMay(Layer layer) {
    return refusing(
        classes()
            .that(layer.classes())
            .should()
            .onlyDependOnClassesThat(layer.mayDependOn())
            .as(layer + " depends only on the modules it may see"),
        violationOf(layer));
  }

  /// One example per module, found by its package, so that no module's rule goes unproven.
  private static Class<?> violationOf(Layer layer) {
    return switch (layer) {
      case SHARED_MODEL -> io.orderwire.model.violation.ReachesUp.class;
      case CONNECTOR_KIT -> io.orderwire.engine.violation.ReachesUp.class;
      case TESTKIT -> io.orderwire.testkit.violation.ReachesUp.class;
      case CONNECTORS -> io.orderwire.connectors.violation.ReachesUp.class;
      case AWS_RUNTIME -> ReachesUp.class;
      case WEBHOOK_RECEIVER -> io.orderwire.receiver.violation.ReachesUp.class;
      case SCHEDULED_POLLER -> io.orderwire.poller.violation.ReachesUp.class;
      case NORMALIZER -> NeedsAnotherFunction.class;
      case DISPATCHER -> ParsesCarts.class;
      case WEBHOOK_SENDER -> io.orderwire.sender.violation.NamesCarts.class;
      case STORE_API -> io.orderwire.storeapi.violation.ReachesUp.class;
      case SHOPS -> BorrowsAConnector.class;
    };
  }

  private static Rule sharedModelIsPlain() {
    return refusing(
        classes()
            .that(SHARED_MODEL.classes())
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    "java..", "io.orderwire..", "com.fasterxml.jackson..", "org.jspecify.."))
            .as(
                "shared-model needs nothing but the JDK and Jackson: SaaS backends depend on its jar"),
        Logs.class);
  }

  private static Rule cartsAreSeparate() {
    return refusing(
        slices()
            .matching("io.orderwire.connectors.(*)..")
            .should()
            .notDependOnEachOther()
            .as("a cart's connector knows no other cart"),
        SeesAnotherCart.class,
        io.orderwire.connectors.othercart.violation.Cart.class);
  }

  private static Rule oneModuleTouchesTheWorld() {
    return refusing(
        noClasses()
            .that(Layer.deployed())
            .and(not(AWS_RUNTIME.classes()))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(OUTSIDE_WORLD)
                    .and(not(resideInAnyPackage("com.amazonaws.services.lambda.runtime.."))))
            .as("only aws-runtime sees the AWS SDK and an HTTP client"),
        CallsTheWeb.class);
  }
}
