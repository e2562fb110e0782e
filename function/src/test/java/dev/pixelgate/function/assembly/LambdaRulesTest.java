package dev.pixelgate.function.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaRulesTest {
  private static final String GATEWAY =
      "role: gateway\norchestrators: [ { name: r, url: \"http://192.0.2.1\", kind: livepeer } ]\n";
  private static final String ACCOUNT =
      "accounts: [ { name: acme, key-sha256: \"%s\", budget: 5 USD/day } ]\n"
          .formatted("0".repeat(64));

  @TempDir private Path folder;

  private List<String> problems(String yaml) {
    return LambdaRules.problems(TestingServer.configuration(folder, yaml));
  }

  @Test
  void letsAGatewayRun() {
    assertEquals(List.of(), problems(GATEWAY));
    assertEquals(
        List.of(), problems(GATEWAY + ACCOUNT + "store: { url: 'postgresql://u:p@db/x' }\n"));
  }

  @Test
  void refusesABudgetThatEachProcessWouldAllowAgain() {
    List<String> problems = problems(GATEWAY + ACCOUNT);
    assertEquals(1, problems.size());
    assertTrue(problems.getFirst().contains("a budget needs store.url"), problems::toString);
  }
}
