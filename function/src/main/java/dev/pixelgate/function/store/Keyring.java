package dev.pixelgate.function.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that are good at one moment; immutable, for request threads.
 *
 * @param accounts by the hash of their key
 * @param anyAccount whether there is an account, if only one whose keys are all revoked
 */
public record Keyring(Map<KeyHash, Account> accounts, boolean anyAccount) {
  /** Nobody. */
  static final Keyring EMPTY = new Keyring(Map.of(), false);

  public Keyring {
    accounts = Map.copyOf(accounts);
  }

  /**
   * Whose key this is. Only hashes are compared, each pair in constant time, so that the time taken
   * says nothing about a key that is nearly right.
   */
  public Optional<Account> account(String presentedKey) {
    return Optional.ofNullable(accounts.get(KeyHash.ofKey(presentedKey)));
  }

  /** These keys and those, which win over equal ones. */
  Keyring and(Map<KeyHash, Account> others) {
    Map<KeyHash, Account> all = new HashMap<>(accounts);
    all.putAll(others);
    return new Keyring(all, anyAccount || !others.isEmpty());
  }
}
