package dev.pixelgate.function.store;

import dev.pixelgate.function.store.RevokeResult.AlreadyRevoked;
import dev.pixelgate.function.store.RevokeResult.NoSuchKey;
import dev.pixelgate.function.store.RevokeResult.Revoked;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The accounts' keys in the store, of which only hashes are kept. Blocking: for commands and worker
 * threads, one thread at a time. Works beside a running server. Everything throws {@link
 * StoreException} when the store cannot be used.
 */
public final class KeyStore implements AutoCloseable {
  private static final int KEY_BYTES = 32;

  private final SqliteStore store;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  private KeyStore(SqliteStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Opens the store of a data folder, and makes it when there is none. */
  public static KeyStore open(Path data, InstantSource clock) {
    return new KeyStore(SqliteStore.open(data), clock);
  }

  /** Makes a key of an account whose cap stays as it is. */
  public NewKey create(String account, boolean operator) {
    return create(account, operator, Optional.empty());
  }

  /**
   * Makes a key; an account may have several.
   *
   * @param cap the account's from now on, for all of its keys; absent: it stays as it is
   * @throws IllegalArgumentException when the name breaks the rule of {@link AccountName}, or the
   *     cap that of {@link AccountCap}
   */
  public NewKey create(String account, boolean operator, Optional<String> cap) {
    AccountName.check(account);
    cap.ifPresent(text -> AccountCap.parse(text, account));
    byte[] secret = new byte[KEY_BYTES];
    random.nextBytes(secret);
    String key = "pg_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    String id =
        store.transaction(
            connection -> {
              KeyRows.putAccount(connection, account, now());
              if (cap.isPresent()) {
                KeyRows.putCap(connection, account, cap.get());
              }
              return insert(connection, account, operator, KeyHash.ofKey(key));
            });
    return new NewKey(account, id, key);
  }

  private String insert(Connection connection, String account, boolean operator, KeyHash hash)
      throws SQLException {
    Instant now = now();
    String id;
    do {
      id = newId();
    } while (!KeyRows.insert(connection, id, account, operator, hash, now));
    return id;
  }

  private String newId() {
    return "k_" + HexFormat.of().toHexDigits(random.nextInt());
  }

  /** All keys, revoked ones too, by account and age. */
  public List<KeyInfo> list() {
    return store.read(KeyRows::all);
  }

  /** Makes a key no good; running servers learn of it within two seconds. */
  public RevokeResult revoke(String id) {
    return store.transaction(connection -> revoke(connection, id));
  }

  private RevokeResult revoke(Connection connection, String id) throws SQLException {
    Optional<KeyInfo> found = KeyRows.find(connection, id);
    if (found.isEmpty()) {
      return new NoSuchKey(id);
    }
    KeyInfo key = found.get();
    if (key.revoked().isPresent()) {
      return new AlreadyRevoked(id, key.revoked().get());
    }
    Instant now = now();
    KeyRows.revoke(connection, id, now);
    return new Revoked(
        new KeyInfo(id, key.account(), key.operator(), key.created(), Optional.of(now), key.cap()));
  }

  /** In whole milliseconds, as it is stored. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public void close() {
    store.close();
  }
}
