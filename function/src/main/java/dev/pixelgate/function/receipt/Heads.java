package dev.pixelgate.function.receipt;

import dev.pixelgate.pricing.receipt.Head;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the chains of accounts probably end, so that the store need not be asked: it is only told,
 * and refuses what is not so. Of the accounts that were used last. Any thread.
 */
final class Heads {
  /** Some 200 bytes each. */
  private static final int MOST = 10_000;

  private final Map<String, Head> byAccount =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Head> eldest) {
          return size() > MOST;
        }
      };

  synchronized Optional<Head> of(String account) {
    return Optional.ofNullable(byAccount.get(account));
  }

  synchronized void put(String account, Head head) {
    byAccount.put(account, head);
  }
}
