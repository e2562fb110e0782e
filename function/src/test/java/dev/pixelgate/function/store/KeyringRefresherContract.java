package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.budget.Budget;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The keys of a running server, from any kind of store. */
@ExtendWith(VertxExtension.class)
abstract class KeyringRefresherContract {
  private static final Account OPERATOR = new Account("ops", true);

  /** The keys of one store, at first empty. */
  abstract TestingKeys store();

  /** A user of the same store; all are closed after the test. */
  abstract Database open(Vertx vertx);

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  /** Completes when the keyring is as wanted; looks often, and gives up with the test. */
  static void until(Vertx vertx, KeyringRefresher keys, Predicate<Keyring> wanted)
      throws Exception {
    Promise<Void> seen = Promise.promise();
    long timer =
        vertx.setPeriodic(
            10,
            fired -> {
              if (wanted.test(keys.current())) {
                seen.tryComplete();
              }
            });
    await(seen.future());
    vertx.cancelTimer(timer);
  }

  @Test
  void startsWithoutAStoreAndMakesNone(Vertx vertx) throws Exception {
    KeyringRefresher keys =
        new KeyringRefresher(vertx, open(vertx), Map.of(KeyHash.ofKey("secret"), OPERATOR));
    await(keys.start());
    assertEquals(Optional.of(OPERATOR), keys.current().account("secret"));
    assertEquals(Optional.empty(), keys.current().account("secret "));
    await(keys.close());
  }

  @Test
  void knowsTheKeysOfTheStoreAfterTheStart(Vertx vertx) throws Exception {
    String key;
    try (TestingKeys store = store()) {
      key = store.create("acme", false).key();
    }
    KeyringRefresher keys =
        new KeyringRefresher(vertx, open(vertx), Map.of(KeyHash.ofKey("secret"), OPERATOR));
    await(keys.start());
    assertEquals(Optional.of(new Account("acme", false)), keys.current().account(key));
    assertEquals(Optional.of(OPERATOR), keys.current().account("secret"));
    await(keys.close());
  }

  @Test
  void learnsOfANewStoreANewKeyAndARevokedOne(Vertx vertx) throws Exception {
    KeyringRefresher keys = new KeyringRefresher(vertx, open(vertx), Map.of());
    await(keys.start());
    assertFalse(keys.current().anyAccount());
    try (TestingKeys store = store()) {
      NewKey first = store.create("acme", false);
      until(vertx, keys, ring -> ring.account(first.key()).isPresent());
      NewKey second = store.create("boss", true);
      until(vertx, keys, ring -> ring.account(second.key()).isPresent());
      store.revoke(first.id());
      until(vertx, keys, ring -> ring.account(first.key()).isEmpty());
      assertEquals(Optional.of(new Account("boss", true)), keys.current().account(second.key()));
    }
    await(keys.close());
  }

  @Test
  void learnsOfACapOfTheStoreAndKeepsThoseOfTheConfiguration(Vertx vertx) throws Exception {
    Cap configured = AccountCap.parse("3e-8 USD/px", "acme");
    Map<KeyHash, Account> accounts =
        Map.of(KeyHash.ofKey("secret"), new Account("acme", false, List.of(configured)));
    KeyringRefresher keys = new KeyringRefresher(vertx, open(vertx), accounts);
    await(keys.start());
    assertEquals(List.of(configured), keys.current().account("secret").orElseThrow().caps());
    try (TestingKeys store = store()) {
      NewKey key = store.create("acme", false);
      until(vertx, keys, ring -> ring.account(key.key()).isPresent());
      assertEquals(List.of(configured), keys.current().account(key.key()).orElseThrow().caps());

      store.create("acme", false, Optional.of("2e-8 USD/px"));
      List<Cap> both = List.of(AccountCap.parse("2e-8 USD/px", "acme"), configured);
      until(vertx, keys, ring -> ring.account(key.key()).orElseThrow().caps().equals(both));
      assertEquals(both, keys.current().account("secret").orElseThrow().caps());
    }
    await(keys.close());
  }

  @Test
  void learnsOfABudgetOfTheStoreUnlessTheConfigurationHasOne(Vertx vertx) throws Exception {
    AccountLimits configured = AccountLimits.of(Budget.parse("1 USD/day"));
    Account boss = new Account("boss", false, List.of(), configured);
    KeyringRefresher keys =
        new KeyringRefresher(vertx, open(vertx), Map.of(KeyHash.ofKey("secret"), boss));
    await(keys.start());
    try (TestingKeys store = store()) {
      NewKey acme = store.create("acme", false);
      NewKey other = store.create("boss", false);
      store.budget("boss", "9 USD/day");
      store.budget("acme", "5 USD/day");
      Optional<Budget> five = Optional.of(Budget.parse("5 USD/day"));
      until(vertx, keys, ring -> ring.budget("acme").equals(five));
      assertEquals(five, keys.current().account(acme.key()).orElseThrow().limits().budget());
      assertEquals(configured.budget(), keys.current().budget("boss"));
      assertEquals(configured, keys.current().account(other.key()).orElseThrow().limits());
      assertEquals(Optional.empty(), keys.current().budget("nobody"));
    }
    await(keys.close());
  }

  /** It must not count as no cap. */
  @Test
  void aCapThatCannotBeReadLeavesTheLastKeysInForce(Vertx vertx) throws Exception {
    NewKey key;
    try (TestingKeys store = store()) {
      key = store.create("acme", false, Optional.of("2e-8 USD/px"));
    }
    KeyringRefresher keys = new KeyringRefresher(vertx, open(vertx), Map.of());
    await(keys.start());
    try (TestingKeys store = store()) {
      store.change("UPDATE account SET cap = ?", "2 shillings/px");
    }
    await(keys.lookAgain());
    assertEquals(
        List.of(AccountCap.parse("2e-8 USD/px", "acme")),
        keys.current().account(key.key()).orElseThrow().caps());
    await(keys.close());

    Future<Void> start = new KeyringRefresher(vertx, open(vertx), Map.of()).start();
    start.toCompletionStage().exceptionally(e -> null).toCompletableFuture().join();
    assertEquals(
        "the cap of account acme: cap \"2 shillings/px\" has the unit shillings/px, USD/px,"
            + " USD/Mpx, wei/px, gwei/Mpx or USD/request is needed",
        start.cause().getMessage());
  }
}
