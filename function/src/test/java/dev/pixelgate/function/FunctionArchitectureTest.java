package dev.pixelgate.function;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the arrows of the design between the modules, and between the packages of this one. */
class FunctionArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.pixelgate");

  @Test
  void isUsedByNoOtherModule() {
    noClasses()
        .that(not(resideInAPackage("dev.pixelgate.function..")))
        .should()
        .dependOnClassesThat(resideInAPackage("dev.pixelgate.function.."))
        .check(ALL);
  }

  @Test
  void pricingUsesNoOtherModule() {
    noClasses()
        .that(resideInAPackage("dev.pixelgate.pricing.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.pixelgate.router..", "dev.pixelgate.runtime..", "io.vertx.."))
        .check(ALL);
  }

  @Test
  void routerAndRuntimeDoNotKnowEachOther() {
    noClasses()
        .that(resideInAPackage("dev.pixelgate.router.."))
        .should()
        .dependOnClassesThat(resideInAPackage("dev.pixelgate.runtime.."))
        .check(ALL);
    noClasses()
        .that(resideInAPackage("dev.pixelgate.runtime.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.pixelgate.router..", "dev.pixelgate.pricing.."))
        .check(ALL);
  }

  @Test
  void usesNoInsidesOfVertxNorNetty() {
    noClasses()
        .that(resideInAPackage("dev.pixelgate.function.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.vertx..impl..", "io.vertx..internal..", "io.netty.buffer.."))
        .check(ALL);
  }

  @Test
  void gatewaysHttpKnowsNoRuntime() {
    noClasses()
        .that(
            resideInAnyPackage(
                "dev.pixelgate.function.http..",
                "dev.pixelgate.function.intake..",
                "dev.pixelgate.function.sale..",
                "dev.pixelgate.function.failure..",
                "dev.pixelgate.function.config..",
                "dev.pixelgate.function.store..",
                "dev.pixelgate.function.media.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "dev.pixelgate.runtime..",
                "dev.pixelgate.function.selfhosted..",
                "dev.pixelgate.function.worker.."))
        .check(ALL);
  }

  @Test
  void commandsAreUsedByTheProgramAlone() {
    noClasses()
        .that(not(resideInAPackage("dev.pixelgate.function.cli..")))
        .and()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .dependOnClassesThat(resideInAPackage("dev.pixelgate.function.cli.."))
        .check(ALL);
  }

  @Test
  void sellingKnowsNoHttp() {
    noClasses()
        .that(resideInAPackage("dev.pixelgate.function.sale.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.vertx.core.http..", "io.vertx.ext.web..", "dev.pixelgate.function.http.."))
        .check(ALL);
  }

  @Test
  void hasNoCyclesAmongItsPackages() {
    slices().matching("dev.pixelgate.function.(*)..").should().beFreeOfCycles().check(ALL);
  }
}
