package dev.pixelgate.router.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.pixelgate.router.exchange.Documents.Answer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final Documents documents = new Documents(vertx, Optional.empty());

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private TestingSite site(Handler<HttpServerRequest> answer) throws Exception {
    return TestingSite.start(vertx, answer)
        .toCompletionStage()
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  private Answer get(URI url, Optional<BearerToken> token, Duration timeout) throws Exception {
    return documents
        .get(url, token, timeout, 1000)
        .toCompletionStage()
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  private Answer get(TestingSite site) throws Exception {
    return get(site.url("/a?b=c"), Optional.empty(), LONG);
  }

  @Test
  void bringsTheWholeBodyAndItsStatus() throws Exception {
    assertEquals(
        new Answer.Document(418, Buffer.buffer("{}")), get(site(TestingSite.answering(418, "{}"))));
  }

  @Test
  void asksForThePathAndTheQueryWithTheToken() throws Exception {
    TestingSite site = site(TestingSite.answering(200, "{}"));
    get(site.url("/a?b=c"), Optional.of(new BearerToken("s3cret")), LONG);

    assertEquals("/a?b=c", site.requests().getFirst().uri());
    assertEquals("Bearer s3cret", site.requests().getFirst().getHeader("Authorization"));
  }

  @Test
  void sendsNoTokenThatItWasNotGiven() throws Exception {
    TestingSite site = site(TestingSite.answering(200, "{}"));
    get(site);

    assertFalse(site.requests().getFirst().headers().contains("Authorization"));
  }

  @Test
  void takesNoMoreThanTheLimitOfAnEndlessAnswer() throws Exception {
    assertEquals(
        new Answer.Failed("answered more than 1000 bytes"), get(site(TestingSite.endless())));
  }

  @Test
  void givesUpOnOneThatNeverAnswers() throws Exception {
    assertEquals(
        new Answer.Failed("could not be reached: no answer in time"),
        get(site(request -> {}).url("/"), Optional.empty(), Duration.ofMillis(50)));
  }

  @Test
  void givesUpOnABodyThatNeverEnds() throws Exception {
    TestingSite site = site(request -> request.response().setChunked(true).write("{"));

    assertEquals(
        new Answer.Failed("could not be reached: no answer in time"),
        get(site.url("/"), Optional.empty(), Duration.ofMillis(500)));
  }

  @Test
  void doesNotFollowARedirect() throws Exception {
    TestingSite site =
        site(
            request ->
                request
                    .response()
                    .setStatusCode(302)
                    .putHeader("Location", "/elsewhere")
                    .end("there"));

    assertEquals(new Answer.Document(302, Buffer.buffer("there")), get(site));
    assertEquals(1, site.requests().size());
  }

  @Test
  void saysThatNobodyIsThere() throws Exception {
    assertEquals(
        new Answer.Failed("could not be reached: no connection"),
        get(URI.create("http://127.0.0.1:1/"), Optional.empty(), LONG));
  }

  @Test
  void saysThatAConnectionWasCut() throws Exception {
    assertEquals(
        new Answer.Failed("closed the connection before its answer was complete"),
        get(site(request -> request.connection().close())));
  }
}
