package dev.pixelgate.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.pixelgate.runtime");

  @Test
  void knowsNothingOfMoneyHttpOrTheMarket() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.pixelgate.runtime..",
            "java..",
            "javax.imageio..",
            "com.twelvemonkeys.imageio.plugins..",
            "org.jspecify..",
            "org.slf4j..",
            "io.vertx.core",
            "io.vertx.core.buffer..",
            "io.vertx.core.eventbus..",
            "io.vertx.core.json..",
            "ai.onnxruntime..")
        .check(CLASSES);
  }

  @Test
  void keepsOnnxRuntimeInOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.pixelgate.runtime.inference..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(CLASSES);
  }

  @Test
  void keepsImageLibrariesInOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.pixelgate.runtime.picture..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.twelvemonkeys..", "javax.imageio..", "java.awt..")
        .check(CLASSES);
  }

  @Test
  void hasNoCycles() {
    slices().matching("dev.pixelgate.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
