package dev.pixelgate.function.store;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.budget.Budget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys that are good at one moment; immutable, for request threads.
 *
 * @param accounts by the hash of their key
 * @param caps by account, of those without a good key too; all that are named for an account hold
 *     for each of its keys
 * @param limits by account, likewise; they win over those that a key names
 * @param anyAccount whether there is an account, if only one whose keys are all revoked
 */
public record Keyring(
    Map<KeyHash, Account> accounts,
    Map<String, List<Cap>> caps,
    Map<String, AccountLimits> limits,
    boolean anyAccount) {
  /** Nobody. */
  static final Keyring EMPTY = new Keyring(Map.of(), Map.of(), false);

  public Keyring {
    Map<String, List<Cap>> all = new HashMap<>(caps);
    Map<String, AccountLimits> most = new HashMap<>(limits);
    for (Account account : accounts.values()) {
      all.merge(account.name(), account.caps(), Keyring::both);
      most.merge(account.name(), account.limits(), AccountLimits::or);
    }
    Map<KeyHash, Account> known = new HashMap<>(accounts);
    known.replaceAll(
        (key, account) ->
            account.with(
                all.getOrDefault(account.name(), List.of()),
                most.getOrDefault(account.name(), AccountLimits.NONE)));
    accounts = Map.copyOf(known);
    caps = Map.copyOf(all);
    limits = Map.copyOf(most);
  }

  /** Of accounts without a limit. */
  public Keyring(Map<KeyHash, Account> accounts, Map<String, List<Cap>> caps, boolean anyAccount) {
    this(accounts, caps, Map.of(), anyAccount);
  }

  /**
   * Whose key this is. Only hashes are compared, each pair in constant time, so that the time taken
   * says nothing about a key that is nearly right.
   */
  public Optional<Account> account(String presentedKey) {
    return Optional.ofNullable(accounts.get(KeyHash.ofKey(presentedKey)));
  }

  /** What an account may spend; nothing for one that may spend anything. */
  public Optional<Budget> budget(String account) {
    return limits.getOrDefault(account, AccountLimits.NONE).budget();
  }

  /**
   * These keys and those, which win over equal ones; the caps of both hold, and of limits theirs.
   */
  Keyring and(Map<KeyHash, Account> others) {
    Map<KeyHash, Account> all = new HashMap<>(accounts);
    all.putAll(others);
    Map<String, AccountLimits> theirs = new HashMap<>();
    others.values().forEach(one -> theirs.merge(one.name(), one.limits(), AccountLimits::or));
    limits.forEach((name, ours) -> theirs.merge(name, ours, AccountLimits::or));
    return new Keyring(all, caps, theirs, anyAccount || !others.isEmpty());
  }

  private static List<Cap> both(List<Cap> some, List<Cap> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }
}
