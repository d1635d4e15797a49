package io.orderwire.system.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Conditions on the methods and constructors that a class calls or refers to (`Instant::now`
/// counts too).
final class Uses {
  private Uses() {}

  /// `targets` are written `Instant.now`, `Random.<init>` or `Files.*`, with full class names.
  static ArchCondition<JavaClass> use(Set<String> targets) {
    String shown = targets.stream().sorted().collect(Collectors.joining(", "));
    return useAny(
        "use " + shown,
        access -> targets.contains(nameOf(access)) || targets.contains(classOf(access)));
  }

  /// Accesses that meet the predicate, whatever they are called by.
  static ArchCondition<JavaClass> useAny(String description, Predicate<JavaAccess<?>> forbidden) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        item.getAccessesFromSelf().stream()
            .filter(forbidden)
            .forEach(
                access ->
                    events.add(SimpleConditionEvent.satisfied(access, access.getDescription())));
      }
    };
  }

  /// Calls whose parameters or result are of a type that meets the predicate.
  static ArchCondition<JavaClass> passOrReceive(DescribedPredicate<JavaClass> type) {
    return useAny(
        "call what takes or gives " + type.getDescription(),
        access ->
            access.getTarget() instanceof CodeUnitAccessTarget target
                && (type.test(target.getRawReturnType())
                    || target.getRawParameterTypes().stream().anyMatch(type)));
  }

  private static String nameOf(JavaAccess<?> access) {
    return access.getTargetOwner().getFullName() + "." + access.getTarget().getName();
  }

  private static String classOf(JavaAccess<?> access) {
    return access.getTargetOwner().getFullName() + ".*";
  }
}
