package io.orderwire.system.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static io.orderwire.system.architecture.Layer.CONNECTORS;
import static io.orderwire.system.architecture.Layer.SHARED_MODEL;
import static io.orderwire.system.architecture.Rule.refusing;
import static io.orderwire.system.architecture.Uses.passOrReceive;
import static io.orderwire.system.architecture.Uses.useAny;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.orderwire.model.violation.CountsInDoubles;
import io.orderwire.model.violation.FloatingTotal;
import io.orderwire.model.violation.OpenHanded;
import io.orderwire.model.violation.Shuffles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Exact money, defined order, records that cannot change (Error Prone refuses arrays in them).
final class DataRules {
  private DataRules() {}

  private static final Set<Class<?>> FLOATING =
      Set.of(double.class, float.class, Double.class, Float.class);

  private static final DescribedPredicate<JavaClass> FLOATING_POINT =
      describe(
          "double or float",
          javaClass ->
              FLOATING.stream().anyMatch(javaClass.getBaseComponentType()::isEquivalentTo));

  /// Their order of iteration changes from one JVM to the next, or is not defined: an event's bytes
  /// would too.
  private static final Set<String> UNORDERED =
      Set.of(
          "java.util.Map.of",
          "java.util.Map.ofEntries",
          "java.util.Map.copyOf",
          "java.util.Set.of",
          "java.util.Set.copyOf",
          "java.util.HashMap.<init>",
          "java.util.HashSet.<init>",
          "java.util.IdentityHashMap.<init>",
          "java.util.stream.Collectors.toMap",
          "java.util.stream.Collectors.toSet",
          "java.util.stream.Collectors.toUnmodifiableMap",
          "java.util.stream.Collectors.toUnmodifiableSet");

  private static final int TO_MAP_WITH_SUPPLIER = 4;

  static List<Rule> all() {
    return List.of(
        noFloatingFields(), noFloatingCalls(), orderIsDefined(), recordsCopyTheirLists());
  }

  private static Rule noFloatingFields() {
    return refusing(
        noFields()
            .that()
            .areDeclaredInClassesThat(Layer.classesOf(SHARED_MODEL, CONNECTORS))
            .should()
            .haveRawType(FLOATING_POINT)
            .as("no double or float is kept in shared-model and connectors"),
        FloatingTotal.class);
  }

  private static Rule noFloatingCalls() {
    return refusing(
        noClasses()
            .that(Layer.classesOf(SHARED_MODEL, CONNECTORS))
            .should(passOrReceive(FLOATING_POINT))
            .as("no double or float passes through shared-model and connectors"),
        CountsInDoubles.class);
  }

  private static Rule orderIsDefined() {
    return refusing(
        noClasses()
            .that(SHARED_MODEL.classes())
            .should(useAny("use what has no defined order", DataRules::isUnordered))
            .as(
                "order of iteration is defined in shared-model: LinkedHashMap, TreeMap, EnumMap, List"),
        Shuffles.class);
  }

  /// A constant is made for looking things up; `toMap` with a supplier says which map it makes.
  private static boolean isUnordered(JavaAccess<?> access) {
    boolean constant = access.getOrigin() instanceof JavaStaticInitializer;
    boolean supplied =
        access.getTarget() instanceof CodeUnitAccessTarget target
            && target.getRawParameterTypes().size() == TO_MAP_WITH_SUPPLIER;
    String name = access.getTarget().getName();
    return UNORDERED.contains(access.getTargetOwner().getFullName() + "." + name)
        && !constant
        && !(name.equals("toMap") && supplied);
  }

  private static Rule recordsCopyTheirLists() {
    return refusing(
        classes()
            .that(Layer.deployed())
            .and(RECORDS)
            .and(modifier(JavaModifier.PUBLIC))
            .should(copyCollections())
            .as("a public record copies the lists and maps it is given"),
        OpenHanded.class);
  }

  /// A collection is safe when the constructor calls something that copies or wraps it.
  private static ArchCondition<JavaClass> copyCollections() {
    return new ArchCondition<>("copy their collections") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean holdsCollection = item.getFields().stream().anyMatch(DataRules::isCollection);
        boolean copies =
            item.getConstructors().stream()
                .flatMap(constructor -> constructor.getAccessesFromSelf().stream())
                .map(access -> access.getTarget().getName())
                .anyMatch(
                    name ->
                        name.startsWith("copy")
                            || name.startsWith("unmodifiable")
                            || name.equals("toList"));
        events.add(
            new SimpleConditionEvent(
                item,
                !holdsCollection || copies,
                item.getName() + " keeps the caller's collection"));
      }
    };
  }

  private static boolean isCollection(JavaField field) {
    boolean written = !field.getModifiers().contains(JavaModifier.STATIC);
    return written
        && (field.getRawType().isAssignableTo(Collection.class)
            || field.getRawType().isAssignableTo(Map.class));
  }

  private static final DescribedPredicate<JavaClass> RECORDS =
      describe("records", JavaClass::isRecord);
}
