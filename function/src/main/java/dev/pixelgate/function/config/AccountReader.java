package dev.pixelgate.function.config;

import dev.pixelgate.function.store.AccountCap;
import dev.pixelgate.function.store.AccountLimits;
import dev.pixelgate.function.store.AccountName;
import dev.pixelgate.function.store.KeyHash;
import dev.pixelgate.function.store.RequestRate;
import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.budget.Budget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the list of accounts; an account with several keys is in it several times. */
final class AccountReader {
  /** More at a time than any one instance takes. */
  private static final int MOST_CONCURRENT = 1_000_000;

  private final Section root;

  AccountReader(Section root) {
    this.root = root;
  }

  List<ConfiguredAccount> accounts() {
    List<ConfiguredAccount> accounts = new ArrayList<>();
    Set<KeyHash> seen = new HashSet<>();
    Map<String, AccountLimits> named = new HashMap<>();
    for (Section section : root.sections("accounts", Vocabulary.ACCOUNT)) {
      Optional<String> name = section.required("name", AccountName::check);
      Optional<KeyHash> hash = section.requiredHidden("key-sha256", KeyHash::ofHex);
      boolean operator = section.value("operator", "false", Words::truth);
      Optional<Cap> cap =
          section.optional("cap", text -> AccountCap.parse(text, name.orElse("without a name")));
      AccountLimits limits = limits(section);
      if (hash.isPresent() && !seen.add(hash.get())) {
        section.problem("key-sha256", "is another account's too");
      }
      name.ifPresent(n -> agree(section, limits, named.merge(n, limits, AccountLimits::or)));
      name.flatMap(n -> hash.map(h -> new ConfiguredAccount(n, h, operator, cap, limits)))
          .ifPresent(accounts::add);
    }
    return accounts;
  }

  private static AccountLimits limits(Section section) {
    return new AccountLimits(
        section.optional("budget", Budget::parse),
        section.optional("rate", RequestRate::parse),
        section.optional("concurrent", Units.integer(1, MOST_CONCURRENT)));
  }

  /** An account has one budget, whichever of its keys is shown. */
  private static void agree(Section section, AccountLimits limits, AccountLimits account) {
    differs(section, "budget", limits.budget(), account.budget());
    differs(section, "rate", limits.rate(), account.rate());
    differs(section, "concurrent", limits.concurrent(), account.concurrent());
  }

  private static <T> void differs(
      Section section, String key, Optional<T> here, Optional<T> before) {
    if (here.isPresent() && !here.equals(before)) {
      section.problem(
          key,
          "%s is not the %s of the same account above: %s"
              .formatted(here.get(), key, before.get()));
    }
  }
}
