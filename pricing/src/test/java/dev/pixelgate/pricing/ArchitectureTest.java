package dev.pixelgate.pricing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses PRICING =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.pixelgate");

  private static final DescribedPredicate<JavaClass> FLOATING =
      DescribedPredicate.describe(
          "floating point",
          type ->
              Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                  .contains(type.getBaseComponentType().getName()));

  @Test
  void usesTheJdkAndJspecifyOnly() {
    check(
        classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "dev.pixelgate.pricing.."));
  }

  @Test
  void doesNoInputOrOutput() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.nio.file..", "java.nio.channels..", "java.net..", "java.io.."));
  }

  @Test
  void readsNoClock() {
    check(
        noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "the wall clock is read",
                    call ->
                        call.getTargetOwner().getPackageName().equals("java.time")
                            && (call.getName().equals("now")
                                || call.getName().startsWith("system")))));
  }

  @Test
  void holdsNoMoneyInFloatingPoint() {
    check(noFields().should().haveRawType(FLOATING));
    check(noMethods().should().haveRawReturnType(FLOATING));
    check(
        noMethods()
            .should()
            .haveRawParameterTypes(
                DescribedPredicate.describe(
                    "any floating point",
                    (List<JavaClass> types) -> types.stream().anyMatch(FLOATING))));
  }

  @Test
  void hasNoPackageCycles() {
    check(slices().matching("dev.pixelgate.(**)").should().beFreeOfCycles());
  }

  private static void check(ArchRule rule) {
    rule.check(PRICING);
  }
}
