package dev.pixelgate.function.store;

import dev.pixelgate.function.ledger.TopUps;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The keys of a data folder or of a database, for a test's own thread. */
public final class TestingKeys implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Database database;
  private final KeyStore keys;

  private TestingKeys(StoreUrl url, Path data, InstantSource clock) {
    this.database = Databases.open(vertx, url, data);
    this.keys = new KeyStore(database, clock);
  }

  /** Those in a data folder. */
  public static TestingKeys open(Path data, InstantSource clock) {
    return new TestingKeys(StoreUrl.SQLITE, data, clock);
  }

  /** Those in a store of any kind. */
  public static TestingKeys open(StoreUrl url, Path data, InstantSource clock) {
    return new TestingKeys(url, data, clock);
  }

  /** As {@link KeyStore#create(String, boolean)}. */
  public NewKey create(String account, boolean operator) {
    return await(keys.create(account, operator));
  }

  /** As {@link KeyStore#create(String, boolean, Optional)}. */
  public NewKey create(String account, boolean operator, Optional<String> cap) {
    return await(keys.create(account, operator, cap));
  }

  /** As {@link AccountStore#setBudget}, of an account that there is. */
  public void budget(String account, String budget) {
    boolean set =
        await(
            new AccountStore(database, InstantSource.system())
                .setBudget(account, Optional.of(Budget.parse(budget))));
    if (!set) {
      throw new AssertionError("no account " + account);
    }
  }

  /** Pays into an account's balance. */
  public void topUp(String account, String amount) {
    await(new TopUps(database, InstantSource.system()).pay(account, "p_1", Usd.parse(amount)));
  }

  /** As {@link KeyStore#list}. */
  public List<KeyInfo> list() {
    return await(keys.list());
  }

  /** As {@link KeyStore#revoke}. */
  public RevokeResult revoke(String id) {
    return await(keys.revoke(id));
  }

  /** Runs one statement. */
  void change(String sql, Object... values) {
    await(database.transaction(session -> session.change(sql, values)));
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    await(database.close());
    await(vertx.close());
  }
}
