package dev.pixelgate.router.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.router.discovery.AddressSource.Listing;
import dev.pixelgate.router.exchange.Documents;
import dev.pixelgate.router.exchange.TestingSite;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private Listing fetch(Handler<HttpServerRequest> answer) throws Exception {
    return TestingSite.start(vertx, answer)
        .compose(
            site ->
                new Webhook(
                        new Documents(vertx, Optional.empty()),
                        site.url("/list"),
                        Duration.ofSeconds(20))
                    .fetch())
        .toCompletionStage()
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  private static Listing.Listed listed(int skipped, String... urls) {
    return new Listing.Listed(List.of(urls).stream().map(URI::create).toList(), skipped);
  }

  @Test
  void readsAddressesAndIgnoresTheRest() throws Exception {
    assertEquals(
        listed(0, "https://a.example:8935", "http://b.example"),
        fetch(
            TestingSite.answering(
                200,
                """
                [{"address":"https://a.example:8935","score":0.9,"more":[1]},
                 {"address":"http://b.example"}]
                """)));
  }

  @Test
  void skipsAndCountsEntriesThatAreNoAddresses() throws Exception {
    assertEquals(
        listed(6, "https://a.example"),
        fetch(
            TestingSite.answering(
                200,
                """
                [{"address":""}, {"address":"a.example:8935"}, {"address":7}, {}, "https://x", null,
                 {"address":"https://a.example"}]
                """)));
  }

  @Test
  void takesAnEmptyListForOne() throws Exception {
    assertEquals(listed(0), fetch(TestingSite.answering(200, "[]")));
  }

  @Test
  void takesAnyAnswerFrom200To299() throws Exception {
    assertEquals(listed(0), fetch(TestingSite.answering(203, "[]")));
  }

  @Test
  void refusesOtherAnswers() throws Exception {
    assertEquals(new Listing.Failed("answered 500"), fetch(TestingSite.answering(500, "[]")));
    assertEquals(new Listing.Failed("answered 302"), fetch(TestingSite.answering(302, "[]")));
    assertEquals(
        new Listing.Failed("answered no JSON array"), fetch(TestingSite.answering(200, "{}")));
    assertEquals(
        new Listing.Failed("answered something that is not JSON"),
        fetch(TestingSite.answering(200, "<html>")));
  }

  @Test
  void takesNoMoreThanAMebibyte() throws Exception {
    assertEquals(
        new Listing.Failed("answered more than 1048576 bytes"), fetch(TestingSite.endless()));
  }

  @Test
  void takesNoMoreThanTenThousandEntries() {
    String entries = ",{\"address\":\"https://a\"}".repeat(10_001).substring(1);

    Listing.Listed listing = (Listing.Listed) Webhook.parse(Buffer.buffer("[" + entries + "]"));

    assertEquals(10_000, listing.addresses().size());
    assertEquals(1, listing.skipped());
  }
}
