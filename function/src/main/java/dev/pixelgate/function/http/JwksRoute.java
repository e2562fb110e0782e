package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.signing.SigningKeys;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /.well-known/jwks.json}: the public keys of quotes and receipts. Open to everybody;
 * each instance reads the store for it once a second at most.
 */
record JwksRoute(SigningKeys keys) {
  /**
   * A new key is there as soon as something is signed with it: whoever meets one that is not in its
   * copy asks again.
   */
  private static final String FOR_FIVE_MINUTES = "public, max-age=300";

  /** GET and HEAD. */
  void get(RoutingContext context) {
    keys.published()
        .onSuccess(set -> send(context, set))
        .onFailure(
            away ->
                PlainFailure.send(
                    context,
                    new Failure.StoreUnavailable("the published keys cannot be read now")));
  }

  private static void send(RoutingContext context, String set) {
    boolean none = set.endsWith("[]}");
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/jwk-set+json")
        .putHeader(HttpHeaders.CACHE_CONTROL, none ? "no-store" : FOR_FIVE_MINUTES)
        .end(set);
  }
}
