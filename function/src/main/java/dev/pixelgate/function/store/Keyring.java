package dev.pixelgate.function.store;

import java.util.Map;
import java.util.Optional;

/**
 * The keys that are good at one moment; immutable, for request threads.
 *
 * @param accounts by the hash of their key
 */
public record Keyring(Map<KeyHash, Account> accounts) {
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

  /** Whether there is no key at all. */
  public boolean isEmpty() {
    return accounts.isEmpty();
  }
}
