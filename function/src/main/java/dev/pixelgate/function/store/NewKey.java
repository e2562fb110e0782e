package dev.pixelgate.function.store;

/**
 * A key that was just made; the only time that its text exists.
 *
 * @param id for lists and revocation, such as {@code k_1f09ab3c}
 * @param key the secret itself, such as {@code pg_...}
 */
public record NewKey(String account, String id, String key) {
  /** Without the key. */
  @Override
  public String toString() {
    return "NewKey[account=" + account + ", id=" + id + "]";
  }
}
