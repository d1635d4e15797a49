package io.orderwire.system.template;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What can run once a class is constructed and called, read from the bytecode by rapid type
/// analysis: a call of an interface reaches the implementations whose construction is reached too,
/// and no others.
///
/// It errs on the side of too much: a branch counts whatever its condition, methods are told apart
/// by name and number of parameters, and what a library may call back counts as called.
final class Reach {

  /// In class `from`, a call of `method` of the class `owner`, which may be the suite's or a
  /// library's. A constructor is called `<init>`.
  record Call(String from, String owner, String method) {}

  private final JavaClasses classes;
  private final Set<JavaClass> made = new HashSet<>();
  private final Set<JavaClass> initialized = new HashSet<>();
  private final Set<JavaCodeUnit> seen = new HashSet<>();
  private final Deque<JavaCodeUnit> open = new ArrayDeque<>();
  private final Set<Dispatch> dispatched = new LinkedHashSet<>();
  private final Set<Call> calls = new LinkedHashSet<>();

  private record Dispatch(JavaClass owner, String name, int parameters) {}

  private Reach(JavaClasses classes) {
    this.classes = classes;
  }

  /// The calls that can happen once `root` is made without arguments and any of
  /// its methods is called. `classes` are the suite's own.
  static Set<Call> from(JavaClasses classes, String root) {
    Reach reach = new Reach(classes);
    JavaClass start = classes.get(root);
    reach.make(start);
    start.getConstructors().stream()
        .filter(constructor -> constructor.getRawParameterTypes().isEmpty())
        .forEach(reach::visit);
    start.getMethods().forEach(reach::visit);
    reach.run();
    return Collections.unmodifiableSet(reach.calls);
  }

  private void run() {
    while (!open.isEmpty()) {
      JavaCodeUnit unit = open.remove();
      Stream.of(
              unit.getAccessesFromSelf(),
              unit.getMethodReferencesFromSelf(),
              unit.getConstructorReferencesFromSelf())
          .flatMap(Set::stream)
          .forEach(access -> follow(unit, (JavaAccess<?>) access));
    }
  }

  private void follow(JavaCodeUnit from, JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    calls.add(new Call(from.getOwner().getName(), owner, access.getName()));
    if (!classes.contain(owner)) {
      return;
    }
    JavaClass target = classes.get(owner);
    initialize(target);
    if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget unit)) {
      return;
    }
    int parameters = unit.getRawParameterTypes().size();
    if (unit.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)) {
      make(target);
      target.getConstructors().stream()
          .filter(constructor -> constructor.getRawParameterTypes().size() == parameters)
          .forEach(this::visit);
      return;
    }
    Dispatch call = new Dispatch(target, unit.getName(), parameters);
    if (!dispatched.add(call)) {
      return;
    }
    implementations(target, call).forEach(this::visit);
    List.copyOf(made).forEach(candidate -> dispatch(call, candidate));
  }

  private void dispatch(Dispatch call, JavaClass candidate) {
    if (candidate.isAssignableTo(call.owner().getName())) {
      implementations(candidate, call).forEach(this::visit);
    }
  }

  private void make(JavaClass type) {
    if (!made.add(type)) {
      return;
    }
    initialize(type);
    List.copyOf(dispatched).forEach(call -> dispatch(call, type));
    Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
        .filter(supertype -> !classes.contain(supertype.getName()))
        // By reflection: how much ArchUnit knows of libraries is a matter of its configuration.
        .flatMap(library -> Arrays.stream(library.reflect().getMethods()))
        .map(called -> new Dispatch(type, called.getName(), called.getParameterCount()))
        .forEach(call -> implementations(type, call).forEach(this::visit));
  }

  private void initialize(JavaClass type) {
    if (initialized.add(type)) {
      type.getStaticInitializer().ifPresent(this::visit);
    }
  }

  /// What may run when `call` is made on an instance of `type`: what it inherits, overloads and the
  /// compiler's bridges included.
  private List<JavaMethod> implementations(JavaClass type, Dispatch call) {
    return Stream.of(
            Stream.of(type),
            type.getAllRawSuperclasses().stream(),
            type.getAllRawInterfaces().stream())
        .flatMap(types -> types)
        .filter(declaring -> classes.contain(declaring.getName()))
        .flatMap(declaring -> declaring.getMethods().stream())
        .filter(method -> method.getName().equals(call.name()))
        .filter(method -> method.getRawParameterTypes().size() == call.parameters())
        .toList();
  }

  private void visit(JavaCodeUnit unit) {
    if (seen.add(unit)) {
      open.add(unit);
    }
  }
}
