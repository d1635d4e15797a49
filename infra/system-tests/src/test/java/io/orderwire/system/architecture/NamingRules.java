package io.orderwire.system.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.orderwire.system.architecture.Rule.refusing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.orderwire.connectors.lonely.violation.LonelyConnector;
import io.orderwire.engine.violation.AbstractPacing;
import io.orderwire.engine.violation.BasePacing;
import io.orderwire.engine.violation.PacingManager;
import io.orderwire.engine.violation.util.Pacing;
import io.orderwire.receiver.violation.WiredOutsideHandler;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// What names say: the thing, never the pattern it was made by.
final class NamingRules {
  private NamingRules() {}

  private static final String EMPTY_ENDING =
      ".*(Utils?|Helpers?|Manager|Impl|Common|Dto|DTO|Services?|Base)";

  static List<Rule> all() {
    return List.of(
        classNames(),
        packageNames(),
        nullMarkedPackages(),
        handlersStartAlone(),
        connectorsAreAlike());
  }

  private static Rule classNames() {
    return refusing(
        noClasses()
            .that(OURS)
            .should()
            .haveSimpleNameStartingWith("Abstract")
            .orShould()
            .haveNameMatching(EMPTY_ENDING)
            .orShould(beAnAbstractBase())
            .as(
                "a class is named by what it is: no Util, Helper, Manager, Impl, Base, Abstract, Common, Dto, Service"),
        PacingManager.class,
        AbstractPacing.class,
        BasePacing.class);
  }

  /// `BaseAddress` is a word of the trade, an abstract `BasePacing` is not.
  private static ArchCondition<JavaClass> beAnAbstractBase() {
    return new ArchCondition<>("be abstract and named Base…") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean base =
            item.getSimpleName().startsWith("Base")
                && item.getModifiers().contains(JavaModifier.ABSTRACT);
        if (base && !item.isInterface()) {
          events.add(SimpleConditionEvent.satisfied(item, item.getName() + " is an abstract base"));
        }
      }
    };
  }

  private static Rule packageNames() {
    return refusing(
        noClasses()
            .that(OURS)
            .should()
            .resideInAnyPackage(
                "..util..",
                "..utils..",
                "..common..",
                "..helper..",
                "..helpers..",
                "..manager..",
                "..impl..",
                "..dto..",
                "..service..",
                "..services..",
                "..misc..")
            .as("a package is named by its subject: no util, common, helper, impl, dto, service"),
        Pacing.class);
  }

  private static Rule nullMarkedPackages() {
    return refusing(
        classes()
            .that(OURS)
            .should(resideInANullMarkedPackage())
            .as("every package has a package-info with @NullMarked"),
        io.orderwire.engine.violation.unmarked.Pacing.class);
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a null-marked package") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean marked =
            item.getPackage()
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
        events.add(
            new SimpleConditionEvent(
                item, marked, item.getName() + " is in a null-marked package: " + marked));
      }
    };
  }

  /// Lambda makes a handler by its public constructor without arguments; tests come in by a
  /// package-private one.
  private static Rule handlersStartAlone() {
    return refusing(
        classes()
            .that(Layer.deployed())
            .and(HANDLERS)
            .should(beMadeWithoutArguments())
            .as(
                "a handler has one public constructor, without arguments; the others are package-private"),
        WiredOutsideHandler.class);
  }

  private static ArchCondition<JavaClass> beMadeWithoutArguments() {
    return new ArchCondition<>("be made without arguments") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean alone =
            item.getConstructors().stream()
                .allMatch(
                    constructor ->
                        constructor.getModifiers().contains(JavaModifier.PUBLIC)
                            == constructor.getRawParameterTypes().isEmpty());
        events.add(
            new SimpleConditionEvent(
                item, alone, item.getName() + " is made without arguments: " + alone));
      }
    };
  }

  /// Knowing one connector is knowing all: each has the same five parts under the same names.
  private static Rule connectorsAreAlike() {
    return refusing(
        classes()
            .that(Layer.CONNECTORS.classes())
            .and()
            .haveSimpleNameEndingWith("Connector")
            .should(standBesideItsParts())
            .as("a connector stands beside its …Webhooks, …Feed, …Mapper and …Statuses"),
        LonelyConnector.class);
  }

  private static ArchCondition<JavaClass> standBesideItsParts() {
    return new ArchCondition<>("stand beside its parts") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        String platform =
            item.getName().substring(0, item.getName().length() - "Connector".length());
        for (String part : List.of("Webhooks", "Feed", "Mapper", "Statuses")) {
          boolean there = item.getPackage().containsClassWithFullyQualifiedName(platform + part);
          events.add(
              new SimpleConditionEvent(
                  item, there, item.getName() + " has " + part + ": " + there));
        }
      }
    };
  }

  private static final DescribedPredicate<JavaClass> OURS =
      describe("ours", javaClass -> javaClass.getPackageName().startsWith("io.orderwire"));

  private static final DescribedPredicate<JavaClass> HANDLERS =
      describe(
          "Lambda handlers",
          javaClass ->
              javaClass.getSimpleName().endsWith("Handler")
                  && javaClass.getMethods().stream()
                      .anyMatch(method -> method.getName().equals("handleRequest")));
}
