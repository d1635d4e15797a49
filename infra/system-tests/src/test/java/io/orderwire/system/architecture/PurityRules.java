package io.orderwire.system.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static io.orderwire.system.architecture.Layer.CONNECTORS;
import static io.orderwire.system.architecture.Layer.CONNECTOR_KIT;
import static io.orderwire.system.architecture.Layer.SHARED_MODEL;
import static io.orderwire.system.architecture.Rule.refusing;
import static io.orderwire.system.architecture.Uses.use;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.orderwire.connectors.violation.KeepsACache;
import io.orderwire.connectors.violation.KeepsState;
import io.orderwire.connectors.violation.ReadsFiles;
import io.orderwire.engine.violation.OpensSockets;
import io.orderwire.engine.violation.Prints;
import io.orderwire.normalizer.violation.AsksTheEnvironment;
import io.orderwire.normalizer.violation.RefersToTheClock;
import io.orderwire.normalizer.violation.RollsDice;
import io.orderwire.normalizer.violation.TellsTheTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.Timer;

/// Where the outside world may be touched: time, randomness, environment, files, sockets, output.
final class PurityRules {
  private PurityRules() {}

  /// The classes that bring the world in as arguments: a function's wiring and its settings.
  private static final DescribedPredicate<JavaClass> WIRING =
      nameMatching(".*(Wiring|Settings)(\\$.*)?")
          .<JavaClass>forSubtype()
          .as("named …Wiring or …Settings");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.ZoneId.systemDefault",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime");

  private static final Set<String> RANDOMNESS =
      Set.of(
          "java.util.UUID.randomUUID",
          "java.lang.Math.random",
          "java.util.Random.<init>",
          "java.security.SecureRandom.<init>",
          "java.util.concurrent.ThreadLocalRandom.current");

  private static final Set<String> ENVIRONMENT =
      Set.of(
          "java.lang.System.getenv", "java.lang.System.getProperty", "java.util.Locale.getDefault");

  /// All that a connector may be made of. No loggers, files, sockets, threads, clocks.
  private static final String[] PURE = {
    "java.lang",
    "java.lang.invoke",
    "java.lang.runtime",
    "java.util",
    "java.util.function",
    "java.util.regex",
    "java.util.stream",
    "java.time..",
    "java.math",
    "java.nio.charset",
    "java.text",
    "com.fasterxml.jackson..",
    "org.jspecify..",
    "io.orderwire.."
  };

  static List<Rule> all() {
    return List.of(
        timeComesIn(),
        randomnessComesIn(),
        environmentComesIn(),
        nothingIsPrinted(),
        connectorsAreMadeOfPureParts(),
        nothingStaticChanges(),
        noMutableStatics(),
        kitOpensNoSockets());
  }

  private static Rule timeComesIn() {
    return refusing(
        outsideOfWiring(CLOCKS, "time comes in as an argument; a clock is made in …Wiring"),
        TellsTheTime.class,
        RefersToTheClock.class);
  }

  private static Rule randomnessComesIn() {
    return refusing(
        outsideOfWiring(
            RANDOMNESS, "randomness comes in as an argument; its source is made in …Wiring"),
        RollsDice.class);
  }

  private static Rule environmentComesIn() {
    return refusing(
        outsideOfWiring(ENVIRONMENT, "the environment is read in …Settings and …Wiring only"),
        AsksTheEnvironment.class);
  }

  private static ArchRule outsideOfWiring(Set<String> targets, String as) {
    return noClasses().that(Layer.deployed()).and(not(WIRING)).should(use(targets)).as(as);
  }

  private static Rule nothingIsPrinted() {
    return refusing(
        classes()
            .that(Layer.deployed())
            .should(not(GeneralCodingRules.ACCESS_STANDARD_STREAMS))
            .as("deployed code logs, it does not print"),
        Prints.class);
  }

  private static Rule connectorsAreMadeOfPureParts() {
    DescribedPredicate<JavaClass> impure =
        type(Thread.class)
            .or(type(Runtime.class))
            .or(type(ProcessBuilder.class))
            .or(type(Timer.class))
            .or(assignableTo(Random.class));
    DescribedPredicate<JavaClass> named =
        type(URI.class)
            .or(type(URLEncoder.class))
            .or(type(URLDecoder.class))
            .or(type(UncheckedIOException.class))
            .or(type(IOException.class))
            .or(type(MessageDigest.class));
    return refusing(
        classes()
            .that(CONNECTORS.classes())
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(PURE).or(named).or(primitivesAndArrays()).and(not(impure)))
            .as("connectors are pure: no files, sockets, threads, loggers"),
        ReadsFiles.class);
  }

  private static DescribedPredicate<JavaClass> primitivesAndArrays() {
    return DescribedPredicate.describe(
        "primitives and arrays of them",
        javaClass -> javaClass.getBaseComponentType().isPrimitive());
  }

  private static Rule nothingStaticChanges() {
    return refusing(
        fields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(Layer.deployed())
            .should()
            .beFinal()
            .as("no static field is ever assigned again"),
        KeepsState.class);
  }

  private static Rule noMutableStatics() {
    DescribedPredicate<JavaClass> mutable =
        DescribedPredicate.describe(
            "mutable by its type",
            javaClass ->
                javaClass.isArray()
                    || javaClass.getPackageName().startsWith("java.util.concurrent")
                    || javaClass.isAssignableTo(StringBuilder.class)
                    || (!javaClass.isInterface()
                        && (javaClass.isAssignableTo(Collection.class)
                            || javaClass.isAssignableTo(Map.class))));
    return refusing(
        noFields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(Layer.classesOf(SHARED_MODEL, CONNECTOR_KIT, CONNECTORS))
            .and(
                DescribedPredicate.describe(
                    "are written by hand", field -> !field.getName().contains("$")))
            .should()
            .haveRawType(mutable)
            .as("no static field of model, kit and connectors holds what can change"),
        KeepsACache.class);
  }

  private static Rule kitOpensNoSockets() {
    return refusing(
        noClasses()
            .that(Layer.classesOf(SHARED_MODEL, CONNECTOR_KIT))
            .should()
            .dependOnClassesThat(
                assignableTo(Socket.class)
                    .or(assignableTo(ServerSocket.class))
                    .or(assignableTo(URLConnection.class))
                    .or(type(URL.class))
                    .or(
                        resideInAnyPackage(
                            "java.nio.channels..", "java.nio.file..", "javax.net..")))
            .as("model and kit open no files and no sockets"),
        OpensSockets.class);
  }
}
