package dev.pixelgate.router.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrchestratorUrlTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7:8936, https://192.0.2.7:8936",
    "192.0.2.7, https://192.0.2.7:8935",
    "node.example, https://node.example:8935",
    ":8936, https://127.0.0.1:8936",
    "[2001:db8::7]:8936, https://[2001:db8::7]:8936",
    "[2001:db8::7], https://[2001:db8::7]:8935",
    "http://node.example:8935, http://node.example:8935",
    "https://node.example, https://node.example",
    "' node.example:1 ', https://node.example:1",
    "httpbin.example, https://httpbin.example:8935",
    "node.example/path, https://node.example:8935/path"
  })
  void readsUrlsAndTheShortForms(String text, String url) {
    assertEquals(Optional.of(URI.create(url)), OrchestratorUrl.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ftp://node.example",
        "https://",
        "https://me:secret@node.example",
        "node.example:0",
        "node.example:70000",
        "node.example:port",
        "two words",
        "https://node.example?a=b",
        "2001:db8::7"
      })
  void readsNothingElse(String text) {
    assertEquals(Optional.empty(), OrchestratorUrl.parse(text));
  }

  @Test
  void readsNoEndlessText() {
    assertEquals(Optional.empty(), OrchestratorUrl.parse("a".repeat(10_000)));
  }
}
