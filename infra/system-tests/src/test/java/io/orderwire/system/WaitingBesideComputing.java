package io.orderwire.system;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/// Classes that wait for a running suite stand first, those that compute last. Of two that run side
/// by side one is taken from each end, so that what waits leaves the processor to what computes.
public final class WaitingBesideComputing implements ClassOrderer {
  private static final String WAITING = "endtoend";
  private static final Set<String> COMPUTING = Set.of("storm", "simulation", "cells");

  @Override
  public void orderClasses(ClassOrdererContext context) {
    List<? extends ClassDescriptor> classes = context.getClassDescriptors();
    classes.sort(
        Comparator.comparingInt(WaitingBesideComputing::rank)
            .thenComparing(each -> each.getTestClass().getSimpleName()));
  }

  private static int rank(ClassDescriptor described) {
    String name = described.getTestClass().getPackageName();
    String part = name.substring(name.lastIndexOf('.') + 1);
    if (part.equals(WAITING)) {
      return -1;
    }
    return COMPUTING.contains(part) ? 1 : 0;
  }
}
