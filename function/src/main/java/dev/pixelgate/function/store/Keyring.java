package dev.pixelgate.function.store;

import dev.pixelgate.pricing.Cap;
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
 * @param anyAccount whether there is an account, if only one whose keys are all revoked
 */
public record Keyring(
    Map<KeyHash, Account> accounts, Map<String, List<Cap>> caps, boolean anyAccount) {
  /** Nobody. */
  static final Keyring EMPTY = new Keyring(Map.of(), Map.of(), false);

  public Keyring {
    Map<String, List<Cap>> all = new HashMap<>(caps);
    accounts.values().forEach(account -> all.merge(account.name(), account.caps(), Keyring::both));
    Map<KeyHash, Account> capped = new HashMap<>(accounts);
    capped.replaceAll(
        (key, account) -> account.withCaps(all.getOrDefault(account.name(), List.of())));
    accounts = Map.copyOf(capped);
    caps = Map.copyOf(all);
  }

  /**
   * Whose key this is. Only hashes are compared, each pair in constant time, so that the time taken
   * says nothing about a key that is nearly right.
   */
  public Optional<Account> account(String presentedKey) {
    return Optional.ofNullable(accounts.get(KeyHash.ofKey(presentedKey)));
  }

  /** These keys and those, which win over equal ones; the caps of both hold. */
  Keyring and(Map<KeyHash, Account> others) {
    Map<KeyHash, Account> all = new HashMap<>(accounts);
    all.putAll(others);
    return new Keyring(all, caps, anyAccount || !others.isEmpty());
  }

  private static List<Cap> both(List<Cap> some, List<Cap> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }
}
