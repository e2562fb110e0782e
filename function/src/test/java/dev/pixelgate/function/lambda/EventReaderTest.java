package dev.pixelgate.function.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventReaderTest {
  private static EventReading read(String json) {
    return EventReader.read(new Invocation("id-1", Instant.EPOCH, Buffer.buffer(json)));
  }

  private static HttpEvent request(TestingEvent event) {
    return assertInstanceOf(EventReading.Request.class, read(event.encode())).event();
  }

  @Test
  void readsARequestOfAFunctionUrl() {
    HttpEvent event =
        request(
            TestingEvent.of("POST", "/v1/prices?width=64&height=64")
                .header("Accept", "text/html, application/json")
                .cookies("a=1", "b=2,3")
                .body("\u00e4"));

    assertEquals("POST", event.method().name());
    assertEquals("/v1/prices?width=64&height=64", event.target());
    assertEquals("text/html, application/json", event.headers().get("accept"));
    assertEquals("a=1; b=2,3", event.headers().get("cookie"));
    assertEquals("\u00e4", event.body().toString());
    assertTrue(event.streamable());
  }

  @Test
  void takesBase64Apart() {
    byte[] bytes = {0, (byte) 0x80, (byte) 0xff, 13, 10};
    assertEquals(Buffer.buffer(bytes), request(TestingEvent.of("POST", "/x").body(bytes)).body());
  }

  @Test
  void believesNoClientThatSaysHowItCame() {
    HttpEvent event =
        request(
            TestingEvent.of("GET", "/")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "http")
                .header("Host", "evil.example")
                .header("Transfer-Encoding", "chunked")
                .header("Expect", "100-continue"));

    assertEquals(TestingEvent.DOMAIN, event.headers().get("host"));
    assertEquals("https", event.headers().get("x-forwarded-proto"));
    assertFalse(event.headers().contains("x-forwarded-host"));
    assertFalse(event.headers().contains("transfer-encoding"));
    assertFalse(event.headers().contains("expect"));
  }

  @Test
  void namesARequestByItsEventUnlessTheClientDoes() {
    assertEquals("id-1", request(TestingEvent.of("GET", "/")).headers().get("x-request-id"));
    assertEquals(
        "mine",
        request(TestingEvent.of("GET", "/").header("X-Request-Id", "mine"))
            .headers()
            .get("x-request-id"));
  }

  @Test
  void takesTheStageFromThePathOfAnHttpApi() {
    HttpEvent event = request(TestingEvent.of("GET", "/health?x=1").fromHttpApi("prod"));
    assertEquals("/health?x=1", event.target());
    assertFalse(event.streamable());
  }

  @Test
  void keepsWhatCouldEndTheRequestsLineOutOfIt() {
    assertEquals(
        "/a%20b%0D%0AHost:x%C3%A4",
        request(TestingEvent.of("GET", "/a b\r\nHost:x\u00e4")).target());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"requestContext\":{\"elb\":{}},\"httpMethod\":\"GET\"} | Application Load Balancer",
        "{\"version\":\"1.0\",\"httpMethod\":\"GET\",\"requestContext\":{}} | payload format 1.0",
        "{\"requestContext\":{\"connectionId\":\"x\"}} | WebSocket",
        "{\"Records\":[{}]} | queue's",
        "{\"source\":\"aws.events\"} | no request",
        "[] | cannot be read",
        "{\"version\":\"2.0\",\"requestContext\":{\"http\":{\"method\":7}}} | cannot be read",
        "{\"version\":\"2.0\",\"requestContext\":{\"http\":{\"method\":\"GET /\"}}} | its method",
        "{\"version\":\"2.0\",\"requestContext\":{\"http\":{}}} | its method",
        "nonsense | cannot be read"
      })
  void refusesWhatIsNoRequestOfThatForm(String json, String reason) {
    EventReading.Refused refused = assertInstanceOf(EventReading.Refused.class, read(json));
    assertTrue(refused.reason().contains(reason), refused.reason());
  }

  @Test
  void refusesABodyThatIsNoBase64() {
    String event = TestingEvent.of("POST", "/").body(new byte[] {1}).encode();
    assertInstanceOf(EventReading.Refused.class, read(event.replace("AQ==", "%%%")));
  }
}
