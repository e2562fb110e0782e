package dev.pixelgate.router;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Holds the arrows of the design: what the router may use, and what it never does. */
class RouterArchitectureTest {
  private static final JavaClasses ROUTER =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.pixelgate.router");

  @Test
  void usesOnlyPricingVertxCaffeineProtobufAndLogging() {
    classes()
        .that(alwaysTrue())
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "dev.pixelgate.pricing..",
                "dev.pixelgate.router..",
                "java..",
                "com.google.protobuf..",
                "javax.net.ssl..",
                "io.vertx.core..",
                "com.github.benmanes.caffeine.cache..",
                "com.fasterxml.jackson.core..",
                "org.slf4j..",
                "org.jspecify.annotations.."))
        .check(ROUTER);
  }

  @Test
  void usesNoInsidesOfVertx() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.vertx..impl..", "io.vertx..internal.."))
        .check(ROUTER);
  }

  @Test
  void servesNoHttp() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.vertx\\.core\\.http\\.(HttpServer|ServerWebSocket).*")
        .check(ROUTER);
  }

  @Test
  void touchesFilesOnlyThroughVertx() {
    noClasses().should().dependOnClassesThat().belongToAnyOf(Files.class).check(ROUTER);
  }

  @Test
  void hasNoCyclesBetweenItsPackages() {
    slices().matching("dev.pixelgate.(router..)").should().beFreeOfCycles().check(ROUTER);
  }
}
