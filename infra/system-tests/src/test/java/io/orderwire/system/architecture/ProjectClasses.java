package io.orderwire.system.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// Everything of ours on the class path but the tests' own classes, which hold violating examples.
/// Read once for all who ask: reading takes seconds.
public final class ProjectClasses {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.orderwire");

  private ProjectClasses() {}

  public static JavaClasses all() {
    return ALL;
  }
}
