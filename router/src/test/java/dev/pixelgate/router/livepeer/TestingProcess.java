package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.livepeer.chain.TestingTakings;
import dev.pixelgate.router.livepeer.chain.TestingTill;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a {@link TestingNode} forgets when it is restarted: its secrets, and who has paid what.
 *
 * @param till when it is on a chain
 */
record TestingProcess(TestingTokens tokens, Optional<TestingTill> till) {
  static TestingProcess of(TestingPlan plan, InstantSource clock, TestingTakings takings) {
    return new TestingProcess(
        new TestingTokens(clock), plan.sale().map(sale -> new TestingTill(sale, takings)));
  }
}
