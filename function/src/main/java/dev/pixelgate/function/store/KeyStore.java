package dev.pixelgate.function.store;

import dev.pixelgate.function.store.RevokeResult.AlreadyRevoked;
import dev.pixelgate.function.store.RevokeResult.NoSuchKey;
import dev.pixelgate.function.store.RevokeResult.Revoked;
import dev.pixelgate.pricing.budget.Budget;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The accounts' keys in the store, of which only hashes are kept. Works beside a running server.
 * Everything fails with {@link StoreException} when the store cannot be used.
 */
public final class KeyStore {
  private static final int KEY_BYTES = 32;

  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** The keys of a database, which is made for the first one when there is none. */
  public KeyStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Makes a key of an account whose cap stays as it is. */
  public Future<NewKey> create(String account, boolean operator) {
    return create(account, operator, Optional.empty());
  }

  /** Makes a key of an account whose budget stays as it is. */
  public Future<NewKey> create(String account, boolean operator, Optional<String> cap) {
    return create(account, operator, cap, Optional.empty());
  }

  /**
   * Makes a key; an account may have several.
   *
   * @param cap the account's from now on, for all of its keys; absent: it stays as it is
   * @param budget likewise
   * @throws IllegalArgumentException when the name breaks the rule of {@link AccountName}, or the
   *     cap that of {@link AccountCap}
   */
  public Future<NewKey> create(
      String account, boolean operator, Optional<String> cap, Optional<Budget> budget) {
    AccountName.check(account);
    cap.ifPresent(text -> AccountCap.parse(text, account));
    byte[] secret = new byte[KEY_BYTES];
    random.nextBytes(secret);
    String key = "pg_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return database
        .transaction(
            session ->
                account(session, account, cap, budget)
                    .compose(put -> insert(session, account, operator, KeyHash.ofKey(key))))
        .map(id -> new NewKey(account, id, key));
  }

  private Future<?> account(
      Session session, String account, Optional<String> cap, Optional<Budget> budget) {
    return KeyRows.putAccount(session, account, now())
        .compose(
            put ->
                cap.isPresent()
                    ? KeyRows.putCap(session, account, cap.get())
                    : Future.succeededFuture())
        .compose(
            capped ->
                budget.isPresent()
                    ? AccountRows.putBudget(session, account, budget)
                    : Future.succeededFuture());
  }

  private Future<String> insert(Session session, String account, boolean operator, KeyHash hash) {
    String id = newId();
    return KeyRows.insert(session, id, account, operator, hash, now())
        .compose(
            inserted ->
                inserted ? Future.succeededFuture(id) : insert(session, account, operator, hash));
  }

  private String newId() {
    return "k_" + HexFormat.of().toHexDigits(random.nextInt());
  }

  /** All keys, revoked ones too, by account and age. */
  public Future<List<KeyInfo>> list() {
    return database.read(KeyRows::all);
  }

  /** Makes a key no good; running servers learn of it within two seconds. */
  public Future<RevokeResult> revoke(String id) {
    return database.transaction(
        session ->
            KeyRows.revoke(session, id, now())
                .compose(
                    revoked -> KeyRows.find(session, id).map(key -> result(id, revoked, key))));
  }

  private static RevokeResult result(String id, boolean revoked, Optional<KeyInfo> found) {
    if (found.isEmpty()) {
      return new NoSuchKey(id);
    }
    KeyInfo key = found.get();
    return revoked ? new Revoked(key) : new AlreadyRevoked(id, key.revoked().orElseThrow());
  }

  /** In whole milliseconds, as it is stored. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
