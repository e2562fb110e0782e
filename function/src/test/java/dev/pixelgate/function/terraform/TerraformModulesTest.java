package dev.pixelgate.function.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The modules are right as they are: by Terraform, their own tests, and the house rules. */
@EnabledIf(
    value = "dev.pixelgate.function.terraform.Terraform#isUsable",
    disabledReason = "there is no terraform 1.11 or newer on the PATH")
class TerraformModulesTest {
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^(variable|output) \"(\\w+)\" \\{\\n(.*?)^}");

  private static final Pattern CONSTRAINT =
      Pattern.compile(
          "source\\s*= \"(hashicorp/\\w+)\"(?:\\s*#.*)?\\s*version\\s*= \"~> (\\d+)\\.(\\d+)\"");

  private static TestingTerraform terraform;
  private static TerraformCopy copy;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    terraform = TestingTerraform.start();
    copy = TerraformCopy.into(folder);
  }

  @AfterAll
  static void stop() {
    terraform.close();
  }

  static Stream<String> folders() {
    return Stream.concat(TerraformCopy.MODULES.stream(), TerraformCopy.EXAMPLES.stream());
  }

  @Test
  void isFormatted() throws IOException, InterruptedException {
    Terraform.Run run =
        terraform.run(copy.root(), "fmt", "-check", "-recursive", "-diff", "-no-color");
    assertTrue(run.isGreen(), run::said);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void isValidAndPassesItsTests(String name) throws IOException, InterruptedException {
    terraform.init(copy.folder(name));
    Terraform.Run valid = terraform.run(copy.folder(name), "validate", "-no-color");
    assertTrue(valid.isGreen() && !valid.said().contains("Warning"), valid::said);

    Terraform.Run tests = terraform.run(copy.folder(name), "test", "-no-color");
    assertTrue(tests.isGreen(), tests::said);
    assertTrue(tests.said().matches("(?s).*Success! [1-9]\\d* passed, 0 failed.*"), tests::said);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void hasItsFiles(String name) {
    List<String> missing =
        Stream.of("main.tf", "variables.tf", "outputs.tf", "versions.tf", "README.md", "tests")
            .filter(file -> Files.notExists(copy.folder(name).resolve(file)))
            .toList();
    assertEquals(List.of(), missing);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyVariableHasATypeADescriptionAndARule(String name) throws IOException {
    List<String> lacking = new ArrayList<>();
    for (MatchResult variable : blocks(name, "variables.tf")) {
      String body = variable.group(3);
      boolean rule =
          body.contains("\n  validation {") || body.matches("(?s).*\\btype +=\\s*bool\\b.*");
      if (!body.matches("(?s).*^?  type +=.*") || !body.contains("  description =") || !rule) {
        lacking.add(variable.group(2));
      }
    }
    assertEquals(List.of(), lacking);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyOutputHasADescription(String name) throws IOException {
    List<String> lacking =
        blocks(name, "outputs.tf").stream()
            .filter(output -> !output.group(3).contains("  description ="))
            .map(output -> output.group(2))
            .toList();
    assertEquals(List.of(), lacking);
  }

  /** What was checked against one version of a provider must not be used with an older one. */
  @ParameterizedTest
  @MethodSource("folders")
  void schemasAreOfAVersionThatIsAskedFor(String name) throws IOException {
    Matcher asked = CONSTRAINT.matcher(Files.readString(copy.folder(name).resolve("versions.tf")));
    assertTrue(asked.find(), "no provider is asked for");
    String version =
        terraform.providers().stream()
            .filter(provider -> provider.address().endsWith("/" + asked.group(1)))
            .map(SchemaProvider::version)
            .findAny()
            .orElseThrow();
    String[] have = version.split("\\.");
    assertEquals(asked.group(2), have[0]);
    assertTrue(Integer.parseInt(have[1]) >= Integer.parseInt(asked.group(3)), version);
  }

  private static List<MatchResult> blocks(String name, String file) throws IOException {
    List<MatchResult> blocks =
        BLOCK.matcher(Files.readString(copy.folder(name).resolve(file))).results().toList();
    assertTrue(!blocks.isEmpty(), file + " has no blocks");
    return blocks;
  }
}
