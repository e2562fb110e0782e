package dev.pixelgate.function.signing;

import dev.pixelgate.function.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The keys of this gateway: one is made when it is first needed and kept in the store, so that all
 * instances on it have the same, or it is configured. Nothing is loaded or read before. Any thread;
 * the arithmetic is done on worker threads.
 */
public final class SigningKeys implements Signer, Verifier {
  /** Whoever sends unknown keys or asks for the published ones reads the store so often at most. */
  private static final Duration LEAST_AGE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final KeyTable table;
  private final SigningSettings settings;
  private final InstantSource clock;
  private final AtomicReference<Known> known =
      new AtomicReference<>(new Known(List.of(), Instant.MIN, Optional.empty(), Optional.empty()));

  /**
   * What this instance knows.
   *
   * @param keys newest first
   * @param read when they were read
   * @param signing what is signed with, once something was
   * @param until when that has to be replaced; nothing for a configured one
   */
  private record Known(
      List<StoredKey> keys, Instant read, Optional<PrivateKey> signing, Optional<Instant> until) {}

  /** The keys in this database. */
  public SigningKeys(
      Vertx vertx, Database database, SigningSettings settings, InstantSource clock) {
    this.vertx = vertx;
    this.table = new KeyTable(database);
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Future<String> sign(String payload, String type) {
    return current().compose(key -> work(() -> key.sign(payload, type)));
  }

  @Override
  public Future<Verdict> verify(String jws, String type) {
    return verdict(known.get(), jws, type)
        .compose(
            verdict ->
                verdict instanceof Verdict.UnknownKey && isOld()
                    ? read().compose(newer -> verdict(newer, jws, type))
                    : Future.succeededFuture(verdict));
  }

  /**
   * The JWK set of the public halves: of the key in use, and of each older one for as long as
   * anything signed with it may be checked. The last that was known while the store is away.
   */
  public Future<String> published() {
    Known last = known.get();
    Future<Known> newest = isOld() ? read() : Future.succeededFuture(last);
    return newest
        .recover(away -> last.keys().isEmpty() ? Future.failedFuture(away) : just(last))
        .map(this::published);
  }

  private static <T> Future<T> just(T value) {
    return Future.succeededFuture(value);
  }

  private String published(Known now) {
    return PublicKeySet.of(now.keys(), clock.instant().minus(settings.publish()));
  }

  private Future<Verdict> verdict(Known now, String jws, String type) {
    return work(() -> PublicKeys.parse(published(now)).verdict(jws, type));
  }

  private boolean isOld() {
    Instant read = known.get().read();
    return read.equals(Instant.MIN) || clock.instant().isAfter(read.plus(LEAST_AGE));
  }

  private Future<Known> read() {
    return table.all().map(keys -> known.updateAndGet(before -> withKeys(before, keys)));
  }

  private Known withKeys(Known before, List<StoredKey> keys) {
    return new Known(keys, clock.instant(), before.signing(), before.until());
  }

  private Future<PrivateKey> current() {
    Known now = known.get();
    boolean due = now.until().filter(until -> !clock.instant().isBefore(until)).isPresent();
    if (now.signing().isPresent() && !due) {
      return Future.succeededFuture(now.signing().get());
    }
    Future<PrivateKey> next = settings.key().map(this::configured).orElseGet(this::made);
    // An old key is better than none while the store, where the new one would be, is away.
    return next.recover(
        away -> now.signing().map(SigningKeys::just).orElseGet(() -> Future.failedFuture(away)));
  }

  /** The key of the configuration, published through the store like all others. */
  private Future<PrivateKey> configured(String jwk) {
    return work(() -> PrivateKey.parse(jwk))
        .compose(
            key ->
                table
                    .add(
                        new StoredKey(
                            key.keyId(),
                            key.publicJwk(),
                            Optional.empty(),
                            clock.instant(),
                            Optional.empty()),
                        one -> one.keyId().equals(key.keyId()) && one.retired().isEmpty())
                    .compose(
                        keys ->
                            keys.stream().anyMatch(one -> one.keyId().equals(key.keyId()))
                                ? just(use(keys, key, Optional.empty()))
                                : configured(jwk))); // another instance's got its number
  }

  private Future<PrivateKey> made() {
    return table
        .all()
        .compose(
            keys ->
                keys.stream().anyMatch(this::willDo)
                    ? Future.succeededFuture(keys)
                    : work(PrivateKey::generate)
                        .compose(key -> table.add(asStored(key), this::willDo)))
        .compose(this::useNewest);
  }

  private Future<PrivateKey> useNewest(List<StoredKey> keys) {
    StoredKey newest =
        KeyTable.inUse(keys)
            .orElseThrow(() -> new IllegalStateException("a signing key was not kept"));
    return work(() -> PrivateKey.parse(newest.privateJwk().orElseThrow()))
        .map(key -> use(keys, key, Optional.of(newest.created().plus(settings.rotate()))));
  }

  private boolean willDo(StoredKey key) {
    return key.isInUse() && clock.instant().isBefore(key.created().plus(settings.rotate()));
  }

  private StoredKey asStored(PrivateKey key) {
    return new StoredKey(
        key.keyId(),
        key.publicJwk(),
        Optional.of(key.privateJwk()),
        clock.instant(),
        Optional.empty());
  }

  private PrivateKey use(List<StoredKey> keys, PrivateKey key, Optional<Instant> until) {
    known.set(new Known(keys, clock.instant(), Optional.of(key), until));
    return key;
  }

  private <T> Future<T> work(Callable<T> work) {
    return vertx.executeBlocking(work, false).map(Objects::requireNonNull);
  }
}
