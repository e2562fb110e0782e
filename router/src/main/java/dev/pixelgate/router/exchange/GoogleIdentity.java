package dev.pixelgate.router.exchange;

import dev.pixelgate.router.exchange.Documents.Answer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The service account that this process runs as on Google Cloud: its metadata server signs tokens
 * for whoever may run as it, and Cloud Run lets those in who may invoke a service. The token goes
 * into a header that Cloud Run looks at first and then takes away, so that {@code Authorization}
 * stays the orchestrator's. For any number of event loops.
 *
 * <p>https://cloud.google.com/run/docs/authenticating/service-to-service (2026-11).
 */
public final class GoogleIdentity implements Identity {
  /** Where the metadata server is for every process on Google Cloud. */
  public static final URI METADATA = URI.create("http://metadata.google.internal");

  private static final String HEADER = "X-Serverless-Authorization";
  private static final String PATH =
      "/computeMetadata/v1/instance/service-accounts/default/identity?audience=";
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int MAX_BYTES = 16 << 10;

  /** Tokens are good for an hour; clocks differ, and a request takes its time. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private final Documents documents;
  private final URI question;
  private final InstantSource clock;
  private final AtomicReference<Held> held = new AtomicReference<>(new Held("", Instant.MIN));

  /**
   * Asks nobody yet.
   *
   * @param metadata the metadata server, without a path
   * @param audience whom the tokens are for: the URL of the service, or a name that it goes by
   */
  public GoogleIdentity(Documents documents, URI metadata, String audience, InstantSource clock) {
    this.documents = documents;
    this.question =
        URI.create(metadata + PATH + URLEncoder.encode(audience, StandardCharsets.UTF_8));
    this.clock = clock;
  }

  /** Event loops that find no good token at the same time each ask for one. */
  @Override
  public Future<Map<String, String>> headers() {
    Held last = held.get();
    if (clock.instant().isBefore(last.until())) {
      return Future.succeededFuture(last.headers());
    }
    Map<String, String> asking = Map.of("Metadata-Flavor", "Google", "Accept", "text/plain");
    return documents.get(question, asking, TIMEOUT, MAX_BYTES).compose(this::take);
  }

  private Future<Map<String, String>> take(Answer answer) {
    return switch (answer) {
      case Answer.Failed(String problem) -> none("the metadata server " + problem);
      case Answer.Document(int status, Buffer body) when status == 200 ->
          read(body.toString().strip())
              .map(
                  token -> {
                    held.set(token);
                    return Future.succeededFuture(token.headers());
                  })
              .orElseGet(() -> none("the metadata server answered no token"));
      case Answer.Document(int status, Buffer body) ->
          none("the metadata server answered " + status);
    };
  }

  private static Future<Map<String, String>> none(String why) {
    return Future.failedFuture(new IOException("was not asked, no Google identity: " + why));
  }

  /** A JWT with an end; who signed it is for Cloud Run to judge. */
  private static Optional<Held> read(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || !token.matches("[A-Za-z0-9._-]+")) {
      return Optional.empty();
    }
    try {
      byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
      Long end = new JsonObject(Buffer.buffer(claims)).getLong("exp");
      return Optional.ofNullable(end)
          .map(seconds -> new Held(token, Instant.ofEpochSecond(seconds).minus(MARGIN)));
    } catch (IllegalArgumentException | DecodeException | ClassCastException e) {
      return Optional.empty();
    }
  }

  private record Held(String token, Instant until) {
    Map<String, String> headers() {
      return Map.of(HEADER, "Bearer " + token);
    }
  }
}
