package dev.pixelgate.router.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Rate;
import dev.pixelgate.router.exchange.Documents.Answer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPriceFeedTest {
  private final TestingLoop loop = new TestingLoop();
  private Future<Answer> answer = Promise.<Answer>promise().future();
  private int asked;
  private int changes;
  private final HttpPriceFeed feed = feed(true);

  private HttpPriceFeed feed(boolean byItself) {
    return new HttpPriceFeed(
        loop,
        () -> {
          asked++;
          return answer;
        },
        new HttpPriceFeed.Settings(
            URI.create("https://rates.example"),
            "/usd",
            Duration.ofSeconds(60),
            Duration.ofMinutes(15),
            byItself),
        new SplittableRandom(7));
  }

  private void answers(int status, String json) {
    answer = Future.succeededFuture(new Answer.Document(status, Buffer.buffer(json)));
  }

  private void start() {
    feed.start(() -> changes++);
  }

  @Test
  void knowsNothingBeforeItsFirstAnswer() {
    start();

    assertEquals(Optional.empty(), feed.newest());
  }

  @Test
  void tellsTheRateAndHowLongItIsGood() {
    answers(200, "{\"usd\":3120.55}");
    start();

    assertEquals(
        Optional.of(
            new Rate(new BigDecimal("3120.55"), loop.instant().plus(Duration.ofMinutes(15)))),
        feed.newest());
    assertEquals(1, changes);
  }

  @Test
  void asksAgainAndTellsOfANewRate() {
    answers(200, "{\"usd\":1}");
    start();
    answers(200, "{\"usd\":2}");
    loop.passSeconds(61);

    assertEquals(BigDecimal.TWO, feed.newest().orElseThrow().usdPerEther());
    assertEquals(2, changes);
  }

  @Test
  void keepsTheLastRateUntilItIsTooOld() {
    answers(200, "{\"usd\":5}");
    start();
    answers(500, "{\"usd\":6}");
    loop.pass(Duration.ofMinutes(14));

    assertEquals(new BigDecimal("5"), feed.newest().orElseThrow().usdPerEther());
    assertTrue(feed.newest().orElseThrow().isFresh(loop.instant()));

    loop.pass(Duration.ofMinutes(2));
    assertTrue(!feed.newest().orElseThrow().isFresh(loop.instant()));
  }

  @Test
  void asksLessAndLessOftenWhileThereIsNoAnswer() {
    start();
    loop.pass(Duration.ofMinutes(30));

    assertTrue(asked > 5 && asked < 20, asked + " times in 30 minutes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"usd\":0}", "{\"usd\":-1}", "{\"usd\":1e-60}", "{\"eur\":1}", "[]", "<html>"})
  void takesNoRateThatIsNone(String json) {
    answers(200, json);
    start();

    assertEquals(Optional.empty(), feed.newest());
    assertEquals(0, changes);
  }

  @Test
  void asksNoMoreWhenItIsClosed() {
    answers(200, "{\"usd\":1}");
    start();
    feed.close();
    loop.pass(Duration.ofHours(1));

    assertEquals(1, asked);
    assertEquals(0, loop.waiting());
  }

  @Test
  void onDemandIsAskedForBesideARequestWhenItIsTime() {
    HttpPriceFeed onDemand = feed(false);
    onDemand.start(() -> changes++);
    loop.passSeconds(3600);
    assertEquals(0, asked);

    answers(200, "{\"usd\":3120.55}");
    assertTrue(onDemand.catchUp().succeeded());
    loop.passSeconds(40);
    assertTrue(onDemand.catchUp().succeeded());
    assertEquals(1, asked);
    assertEquals(1, changes);
    loop.passSeconds(20);
    onDemand.catchUp();
    assertEquals(2, asked);
    assertEquals(0, loop.waiting());
  }

  @Test
  void requestsWaitForTheQuestionThatIsOnItsWay() {
    HttpPriceFeed onDemand = feed(false);
    onDemand.start(() -> changes++);
    Promise<Answer> late = Promise.promise();
    answer = late.future();
    Future<Void> first = onDemand.catchUp();
    Future<Void> second = onDemand.catchUp();
    assertFalse(first.isComplete() || second.isComplete());

    late.complete(new Answer.Failed("gave up"));
    assertTrue(first.succeeded() && second.succeeded());
    assertEquals(1, asked);
  }
}
