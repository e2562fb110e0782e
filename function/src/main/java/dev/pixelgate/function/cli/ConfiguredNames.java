package dev.pixelgate.function.cli;

import dev.pixelgate.function.config.ConfiguredAccount;
import dev.pixelgate.pricing.budget.Budget;
import java.util.List;
import java.util.Optional;

/** What the configuration says of accounts, for commands that change the store's. */
record ConfiguredNames(List<ConfiguredAccount> accounts) {
  boolean has(String name) {
    return accounts.stream().anyMatch(account -> account.name().equals(name));
  }

  /** The budget that the configuration gives. */
  Optional<Budget> budget(String name) {
    return accounts.stream()
        .filter(account -> account.name().equals(name))
        .flatMap(account -> account.limits().budget().stream())
        .findFirst();
  }

  /** The configuration's budget wins: another one beside it would never hold. */
  void refuseIfBudgeted(String name) {
    budget(name)
        .ifPresent(
            there -> {
              throw new WrongUseException(
                  "the configuration gives %s the budget %s, which holds; change it there"
                      .formatted(name, there));
            });
  }

  /** What is said of a name that is neither here nor in the store. */
  static String unknown(String name) {
    return "there is no account %s; pixelgate key new %s makes it".formatted(name, name);
  }
}
