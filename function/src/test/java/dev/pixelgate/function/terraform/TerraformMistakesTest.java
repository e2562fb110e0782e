package dev.pixelgate.function.terraform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks of the modules can fail: each planted mistake is found, by the one that should. */
@EnabledIf(
    value = "dev.pixelgate.function.terraform.Terraform#isUsable",
    disabledReason = "there is no terraform 1.11 or newer on the PATH")
class TerraformMistakesTest {
  private static TestingTerraform terraform;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    terraform = TestingTerraform.start();
  }

  @AfterAll
  static void stop() {
    terraform.close();
  }

  static List<Mistake> mistakes() throws IOException {
    return Mistake.all();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isFound(Mistake mistake) throws IOException, InterruptedException {
    TerraformCopy copy = TerraformCopy.into(folder);
    copy.change(mistake.file(), mistake.before(), mistake.after());
    if (mistake.finder().equals("settings")) {
      String problems = problems(copy, mistake);
      assertTrue(problems.contains(mistake.words()), problems);
    } else {
      Terraform.Run run = find(copy.folder(mistake.folder()), mistake.finder());
      assertFalse(run.isGreen(), run::said);
      assertTrue(run.plain().contains(mistake.words()), run::said);
    }
  }

  private static Terraform.Run find(Path folder, String finder)
      throws IOException, InterruptedException {
    if (!finder.startsWith("test ")) {
      return finder.equals("fmt")
          ? terraform.run(folder, "fmt", "-check", "-diff", "-no-color")
          : terraform.run(folder, finder, "-no-color");
    }
    if (folder.getParent().endsWith("examples")) {
      terraform.init(folder);
    }
    String file = "tests/" + finder.substring("test ".length()) + ".tftest.hcl";
    return terraform.run(folder, "test", "-no-color", "-filter=" + file);
  }

  /** Of the example that has the module, or is the one with the mistake. */
  private static String problems(TerraformCopy copy, Mistake mistake)
      throws IOException, InterruptedException {
    String example = mistake.file().contains("lambda") ? "examples/lambda" : "examples/cloud-run";
    Stream<String> problems =
        Deployed.allOf(terraform, copy.folder(example)).stream()
            .flatMap(deployed -> deployed.problems(copy.root()));
    return problems.collect(Collectors.joining("\n"));
  }
}
