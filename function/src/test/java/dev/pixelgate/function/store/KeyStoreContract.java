package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.store.RevokeResult.AlreadyRevoked;
import dev.pixelgate.function.store.RevokeResult.NoSuchKey;
import dev.pixelgate.function.store.RevokeResult.Revoked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in any kind of store. */
abstract class KeyStoreContract {
  static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123456Z");
  private static final Instant NOW_MILLIS = Instant.parse("2026-11-24T10:00:00.123Z");

  /** A user of the same, at first empty, store whose clock stands still. */
  abstract TestingKeys open();

  @Test
  void makesKeysThatCannotBeGuessed() {
    try (TestingKeys keys = open()) {
      NewKey first = keys.create("acme", false);
      NewKey second = keys.create("acme", false);
      assertTrue(first.key().matches("pg_[A-Za-z0-9_-]{43}"), first.key());
      assertTrue(first.id().matches("k_[0-9a-f]{8}"), first.id());
      assertNotEquals(first.key(), second.key());
      assertNotEquals(first.id(), second.id());
    }
  }

  @Test
  void listsKeysAfterReopening() {
    NewKey acme;
    NewKey boss;
    try (TestingKeys keys = open()) {
      boss = keys.create("boss", true);
      acme = keys.create("acme", false);
    }
    try (TestingKeys keys = open()) {
      assertEquals(
          List.of(
              new KeyInfo(acme.id(), "acme", false, NOW_MILLIS, Optional.empty(), Optional.empty()),
              new KeyInfo(boss.id(), "boss", true, NOW_MILLIS, Optional.empty(), Optional.empty())),
          keys.list());
    }
  }

  @Test
  void revokesOnce() {
    try (TestingKeys keys = open()) {
      NewKey key = keys.create("acme", false);
      KeyInfo revoked =
          new KeyInfo(
              key.id(), "acme", false, NOW_MILLIS, Optional.of(NOW_MILLIS), Optional.empty());
      assertEquals(new Revoked(revoked), keys.revoke(key.id()));
      assertEquals(new AlreadyRevoked(key.id(), NOW_MILLIS), keys.revoke(key.id()));
      assertEquals(new NoSuchKey("k_00000000"), keys.revoke("k_00000000"));
      assertEquals(List.of(revoked), keys.list());
    }
  }

  @Test
  void aCapIsTheAccountsUntilAnotherIsNamed() {
    try (TestingKeys keys = open()) {
      keys.create("acme", false);
      keys.create("boss", false, Optional.of("1 USD/request"));
      assertEquals(List.of("acme none", "boss 1 USD/request"), caps(keys));

      keys.create("acme", false, Optional.of("7/3 wei/px"));
      keys.create("boss", false);
      assertEquals(
          List.of("acme 7/3 wei/px", "acme 7/3 wei/px", "boss 1 USD/request", "boss 1 USD/request"),
          caps(keys));

      keys.create("acme", false, Optional.of("2e-8 USD/px"));
      assertEquals("acme 2e-8 USD/px", caps(keys).getFirst());
    }
  }

  private static List<String> caps(TestingKeys keys) {
    return keys.list().stream().map(key -> key.account() + " " + key.cap().orElse("none")).toList();
  }

  @Test
  void refusesACapThatIsNone() {
    try (TestingKeys keys = open()) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> keys.create("acme", false, Optional.of("2e-8")));
      assertEquals("cap \"2e-8\" has no unit", e.getMessage());
      assertEquals(List.of(), keys.list());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Acme", "-a", ".a", "a b", "a/b", "ä", "a\n"})
  void refusesNamesThatBreakTheRule(String name) {
    try (TestingKeys keys = open()) {
      assertThrows(IllegalArgumentException.class, () -> keys.create(name, false));
      assertEquals(List.of(), keys.list());
    }
  }

  @Test
  void twoProcessesMayWriteAtTheSameTime() {
    try (TestingKeys one = open();
        TestingKeys two = open()) {
      one.create("acme", false);
      two.create("acme", false);
      one.create("boss", true);
      assertEquals(3, two.list().size());
      assertEquals(one.list(), two.list());
    }
  }
}
