package dev.pixelgate.router.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleIdentityTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final String WORKER = "https://worker-1.europe-west1.run.app";

  private final Vertx vertx = Vertx.vertx();
  private final Documents documents = new Documents(vertx, Optional.empty());
  private Instant now = NOON;

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private TestingSite site(Handler<HttpServerRequest> answer) {
    return join(TestingSite.start(vertx, answer));
  }

  private GoogleIdentity identity(TestingSite metadata) {
    return new GoogleIdentity(documents, metadata.url(""), WORKER, () -> now);
  }

  /** On an event loop, as attempts ask. */
  private Map<String, String> headers(Identity identity) {
    Promise<Map<String, String>> headers = Promise.promise();
    vertx.runOnContext(asked -> identity.headers().onComplete(headers));
    return join(headers.future());
  }

  private static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static String token(Instant end) {
    return "e30." + base64(new JsonObject().put("exp", end.getEpochSecond()).encode()) + ".c2ln";
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void showsTheTokenOfTheMetadataServer() {
    String token = token(NOON.plusSeconds(3600));
    TestingSite metadata = site(TestingSite.answering(200, token + "\n"));
    assertEquals(
        Map.of("X-Serverless-Authorization", "Bearer " + token), headers(identity(metadata)));
  }

  @Test
  void asksForATokenThatIsForItsAudienceOnly() {
    TestingSite metadata = site(TestingSite.answering(200, token(NOON.plusSeconds(3600))));
    headers(identity(metadata));
    HttpServerRequest asked = metadata.requests().getFirst();
    assertEquals(
        "/computeMetadata/v1/instance/service-accounts/default/identity"
            + "?audience=https%3A%2F%2Fworker-1.europe-west1.run.app",
        asked.uri());
    assertEquals("Google", asked.getHeader("Metadata-Flavor"));
    assertEquals("text/plain", asked.getHeader("Accept"));
  }

  @Test
  void keepsATokenUntilShortlyBeforeItsEnd() {
    TestingSite metadata = site(TestingSite.answering(200, token(NOON.plusSeconds(3600))));
    GoogleIdentity identity = identity(metadata);
    headers(identity);
    now = NOON.plusSeconds(3600 - 121);
    headers(identity);
    assertEquals(1, metadata.requests().size());

    now = NOON.plusSeconds(3600 - 120);
    headers(identity);
    assertEquals(2, metadata.requests().size());
  }

  @Test
  void saysWhyThereIsNone() {
    assertEquals(
        "was not asked, no Google identity: the metadata server answered 404",
        failure(site(TestingSite.answering(404, "no such account"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a.b.c", "<html></html>", "e30.e30.c2ln", "e30.W10.c2ln"})
  void takesNothingElseForAToken(String body) {
    assertEquals(
        "was not asked, no Google identity: the metadata server answered no token",
        failure(site(TestingSite.answering(200, body))));
  }

  @Test
  void takesNoTokenWhoseEndIsNoNumber() {
    String token = "e30." + base64("{\"exp\":\"soon\"}") + ".c2ln";
    assertEquals(
        "was not asked, no Google identity: the metadata server answered no token",
        failure(site(TestingSite.answering(200, token))));
  }

  private String failure(TestingSite metadata) {
    CompletionException thrown =
        assertThrows(CompletionException.class, () -> headers(identity(metadata)));
    return thrown.getCause().getMessage();
  }
}
