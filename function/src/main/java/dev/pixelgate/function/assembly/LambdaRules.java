package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.Role;
import dev.pixelgate.function.store.StoreUrl;
import java.util.ArrayList;
import java.util.List;

/** What a configuration may not say on Lambda, though it is right elsewhere. */
public final class LambdaRules {
  private LambdaRules() {}

  /** One line a problem, as the configuration's own ones. */
  public static List<String> problems(Configuration configuration) {
    List<String> problems = new ArrayList<>();
    if (configuration.role() == Role.WORKER) {
      problems.add("role: worker serves its gateways over a network, which Lambda has none of");
    }
    if (configuration.listen().tls().isPresent()) {
      problems.add("listen.tls: Lambda speaks TLS with the clients");
    }
    boolean budgets =
        configuration.accounts().stream().anyMatch(one -> one.limits().budget().isPresent());
    if (budgets && configuration.store().equals(StoreUrl.SQLITE)) {
      problems.add(
          "accounts: a budget needs store.url postgresql://... on Lambda, where with sqlite each"
              + " of its processes would allow the whole budget again");
    }
    return problems;
  }
}
