package dev.pixelgate.function.signing;

import static dev.pixelgate.function.assembly.Blocking.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for the keys of a gateway, whichever database keeps them. */
abstract class SigningKeysContract {
  private static final Duration ROTATE = Duration.ofDays(90);
  private static final Duration PUBLISH = Duration.ofDays(400);

  /** Nothing may depend on what is signed. */
  private static final String PAYLOAD = "{\"what\":\"caf\u00e9\"}";

  private static final String TYPE = "test+jwt";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-29T00:00:00Z"));
  private Vertx vertx;
  private Database database;

  /** An empty database; each call opens the same one anew. */
  abstract Database database(Vertx vertx);

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    database = database(vertx);
  }

  @AfterEach
  void close() {
    join(database.close());
    join(vertx.close());
  }

  private SigningKeys instance() {
    return keys(Optional.empty());
  }

  private SigningKeys keys(Optional<String> configured) {
    return new SigningKeys(
        vertx, database, new SigningSettings(configured, ROTATE, PUBLISH), now::get);
  }

  private static String sign(SigningKeys keys) {
    return join(keys.sign(PAYLOAD, TYPE));
  }

  private static Verdict verdict(SigningKeys keys, String jws) {
    return join(keys.verify(jws, TYPE));
  }

  private static void assertGenuine(SigningKeys keys, String jws) {
    assertEquals(PAYLOAD, assertInstanceOf(Verdict.Genuine.class, verdict(keys, jws)).payload());
  }

  private static JsonObject header(String jws) {
    return new JsonObject(
        new String(Base64.getUrlDecoder().decode(jws.split("\\.")[0]), StandardCharsets.UTF_8));
  }

  private long secrets() {
    return join(
        database.read(
            session ->
                session
                    .rows("SELECT COUNT(*) FROM signing_key WHERE private_jwk IS NOT NULL")
                    .map(rows -> rows.getFirst().number(0))));
  }

  private void pass(Duration time) {
    now.updateAndGet(then -> then.plus(time));
  }

  private static Set<String> published(SigningKeys keys) {
    Set<String> ids = new HashSet<>();
    for (Object key : new JsonObject(join(keys.published())).getJsonArray("keys")) {
      JsonObject one = (JsonObject) key;
      assertFalse(one.containsKey("d"), "a private key is published");
      assertEquals("EC", one.getString("kty"));
      assertEquals("P-256", one.getString("crv"));
      assertEquals("sig", one.getString("use"));
      assertEquals("ES256", one.getString("alg"));
      ids.add(one.getString("kid"));
    }
    return ids;
  }

  @Test
  void makesNoKeyBeforeOneIsNeeded() {
    assertEquals(Set.of(), published(instance()));
  }

  @Test
  void signsWithThePublishedKey() {
    SigningKeys keys = instance();
    String jws = sign(keys);

    assertGenuine(keys, jws);
    assertEquals(3, header(jws).size());
    assertEquals("ES256", header(jws).getString("alg"));
    assertEquals(TYPE, header(jws).getString("typ"));
    pass(Duration.ofSeconds(2));
    assertEquals(Set.of(header(jws).getString("kid")), published(keys));
    assertInstanceOf(
        Verdict.Genuine.class,
        PublicKeys.parse(join(keys.published())).verdict(jws, TYPE),
        "whoever has the published keys can check it");
  }

  @Test
  void everyInstanceHasTheSameKey() {
    List<SigningKeys> instances = IntStream.range(0, 16).mapToObj(i -> instance()).toList();
    List<Future<String>> signed = instances.stream().map(keys -> keys.sign(PAYLOAD, TYPE)).toList();
    Set<String> ids = new HashSet<>();
    signed.forEach(jws -> ids.add(header(join(jws)).getString("kid")));

    assertEquals(1, ids.size(), ids::toString);
    assertGenuine(instance(), join(signed.getFirst()));
  }

  @Test
  void aRestartedInstanceKeepsTheKey() {
    String before = sign(instance());
    join(database.close());
    database = database(vertx);
    String after = sign(instance());

    assertEquals(header(before).getString("kid"), header(after).getString("kid"));
  }

  @Test
  void rotatesAndStillKnowsWhatTheOldKeySigned() {
    SigningKeys keys = instance();
    SigningKeys other = instance();
    String old = sign(keys);
    sign(other);
    pass(ROTATE);
    String young = sign(keys);

    assertNotEquals(header(old).getString("kid"), header(young).getString("kid"));
    assertGenuine(keys, old);
    assertGenuine(other, young);
    assertEquals(header(young).getString("kid"), header(sign(other)).getString("kid"));
    pass(PUBLISH.minusSeconds(1));
    assertTrue(published(keys).contains(header(old).getString("kid")));
    assertGenuine(keys, old);
    pass(Duration.ofSeconds(2));
    assertFalse(published(keys).contains(header(old).getString("kid")));
    assertInstanceOf(Verdict.UnknownKey.class, verdict(keys, old));
  }

  @Test
  void keepsNoPrivateHalfOfARetiredKey() {
    SigningKeys keys = instance();
    sign(keys);
    pass(ROTATE);
    sign(keys);
    assertEquals(1, secrets());
  }

  @Test
  void aConfiguredKeyIsPublishedAndItsSecretIsNotKept() {
    PrivateKey own = PrivateKey.generate();
    String made = sign(instance());
    String jws = sign(keys(Optional.of(own.privateJwk())));

    assertEquals(own.keyId(), header(jws).getString("kid"));
    assertGenuine(instance(), jws);
    assertEquals(Set.of(own.keyId(), header(made).getString("kid")), published(instance()));
    assertEquals(0, secrets());
  }

  @Test
  void aKeyThatIsConfiguredAgainIsInUseAgain() {
    String first = PrivateKey.generate().privateJwk();
    String second = PrivateKey.generate().privateJwk();
    sign(keys(Optional.of(first)));
    sign(keys(Optional.of(second)));
    SigningKeys back = keys(Optional.of(first));
    sign(back);
    pass(PUBLISH.plusSeconds(2));

    assertEquals(Set.of(PrivateKey.parse(first).keyId()), published(back));
  }

  @Test
  void aWrongKeyIsRefusedWithoutBeingShown() {
    JsonObject mixed = new JsonObject(PrivateKey.generate().privateJwk());
    String secret = new JsonObject(PrivateKey.generate().privateJwk()).getString("d");
    mixed.put("d", secret);
    for (String wrong : List.of(mixed.encode(), "{\"kty\":\"EC\",\"d\":\"" + secret + "\"}")) {
      SigningKeys keys = keys(Optional.of(wrong));
      CompletionException e = assertThrows(CompletionException.class, () -> sign(keys));
      for (Throwable one = e; one != null; one = one.getCause()) {
        assertFalse(String.valueOf(one.getMessage()).contains(secret), one.toString());
      }
    }
  }

  @Test
  void everyChangedCharacterIsFound() {
    SigningKeys keys = instance();
    String jws = sign(keys);
    PublicKeys published = PublicKeys.parse(join(keys.published()));
    for (int i = 0; i < jws.length(); i++) {
      for (char other : new char[] {'A', 'B', '-', '_', '.', ' ', '='}) {
        if (jws.charAt(i) != other) {
          String changed = jws.substring(0, i) + other + jws.substring(i + 1);
          Verdict verdict = published.verdict(changed, TYPE);
          assertFalse(verdict instanceof Verdict.Genuine, () -> "genuine: " + changed);
        }
      }
      int at = i;
      char next = (char) (jws.charAt(i) ^ 1);
      String flipped = jws.substring(0, i) + next + jws.substring(i + 1);
      assertFalse(
          published.verdict(flipped, TYPE) instanceof Verdict.Genuine, () -> "bit at " + at);
    }
    for (String changed : List.of(jws + " ", "\n" + jws, jws + "=", jws + ".", "")) {
      assertFalse(published.verdict(changed, TYPE) instanceof Verdict.Genuine, changed);
    }
  }

  @Test
  void anotherTypeAlgorithmOrKeyIsNotGenuine() {
    SigningKeys keys = instance();
    String jws = sign(keys);
    assertInstanceOf(Verdict.Forged.class, join(keys.verify(jws, "other+jwt")));
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String none =
        base64.encodeToString(
                header(jws).put("alg", "none").encode().getBytes(StandardCharsets.UTF_8))
            + "."
            + jws.split("\\.")[1]
            + ".";
    assertInstanceOf(Verdict.Forged.class, verdict(keys, none));
    assertInstanceOf(
        Verdict.UnknownKey.class, verdict(keys, PrivateKey.generate().sign(PAYLOAD, TYPE)));
  }
}
