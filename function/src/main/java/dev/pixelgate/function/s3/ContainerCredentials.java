package dev.pixelgate.function.s3;

import dev.pixelgate.function.s3.S3Exception.Kind;
import dev.pixelgate.router.exchange.Documents;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Credentials of a role, as ECS and EKS give them to a container: asked for when they are needed,
 * and again twenty minutes before they end, which is longer than a URL lives that is signed with
 * them. When that fails those that are there are used until their end. Any thread.
 *
 * <p>https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html (2026-11).
 */
public final class ContainerCredentials implements S3Credentials.Source {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int MAX_BYTES = 64 << 10;
  private static final Duration MARGIN = Duration.ofMinutes(20);

  /** Before those are asked for again that were close to their end when they were given. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final CredentialOrigin.Container origin;
  private final InstantSource clock;
  private final Documents documents;
  private final AtomicReference<Optional<Held>> held = new AtomicReference<>(Optional.empty());

  /** Those of one hour or so. */
  private record Held(S3Credentials credentials, Instant until, Instant given) {
    boolean isGood(Instant now) {
      boolean hasEnded = !now.isBefore(until);
      boolean isNew = now.isBefore(given.plus(PAUSE));
      return !hasEnded && (isNew || now.isBefore(until.minus(MARGIN)));
    }
  }

  /** Asks nobody yet. */
  public ContainerCredentials(Vertx vertx, CredentialOrigin.Container origin, InstantSource clock) {
    this.vertx = vertx;
    this.origin = origin;
    this.clock = clock;
    this.documents = new Documents(vertx, Optional.empty());
  }

  /** Several that find none at the same time each ask. */
  @Override
  public Future<S3Credentials> now() {
    Optional<Held> last = held.get();
    if (last.filter(one -> one.isGood(clock.instant())).isPresent()) {
      return Future.succeededFuture(last.get().credentials());
    }
    return token()
        .compose(token -> documents.get(origin.url(), headers(token), TIMEOUT, MAX_BYTES))
        .compose(this::read)
        .recover(failure -> lastOnes(failure));
  }

  private Future<S3Credentials> lastOnes(Throwable failure) {
    return held.get()
        .filter(one -> clock.instant().isBefore(one.until()))
        .map(one -> Future.succeededFuture(one.credentials()))
        .orElseGet(() -> Future.failedFuture(failure));
  }

  private static Map<String, String> headers(Optional<String> token) {
    return token.map(shown -> Map.of("Authorization", shown)).orElseGet(Map::of);
  }

  /** A file is read each time: it changes. */
  private Future<Optional<String>> token() {
    return origin
        .tokenFile()
        .map(
            file ->
                vertx
                    .executeBlocking(() -> Optional.of(Files.readString(file).strip()), false)
                    .map(Objects::requireNonNull)
                    .recover(failure -> none("its token cannot be read: " + failure)))
        .orElseGet(() -> Future.succeededFuture(origin.token()));
  }

  private Future<S3Credentials> read(Documents.Answer answer) {
    return switch (answer) {
      case Documents.Answer.Failed(String problem) -> none("it " + problem);
      case Documents.Answer.Document(int status, Buffer body) when status == 200 ->
          parse(body)
              .map(
                  read -> {
                    held.set(Optional.of(read));
                    return Future.succeededFuture(read.credentials());
                  })
              .orElseGet(() -> none("it answered no credentials"));
      case Documents.Answer.Document(int status, Buffer body) -> none("it answered " + status);
    };
  }

  private Optional<Held> parse(Buffer body) {
    try {
      JsonObject json = new JsonObject(body);
      S3Credentials read =
          new S3Credentials(
              Objects.requireNonNull(json.getString("AccessKeyId")),
              Objects.requireNonNull(json.getString("SecretAccessKey")),
              Optional.ofNullable(json.getString("Token")));
      // Without an end they are for ever.
      Instant until =
          Optional.ofNullable(json.getString("Expiration")).map(Instant::parse).orElse(Instant.MAX);
      return Optional.of(new Held(read, until, clock.instant()));
    } catch (DecodeException
        | ClassCastException
        | NullPointerException
        | DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private <T> Future<T> none(String why) {
    return Future.failedFuture(
        new S3Exception(
            Kind.UNREACHABLE,
            "no credentials for the bucket from " + origin.url() + ": " + why,
            new IOException(why)));
  }
}
