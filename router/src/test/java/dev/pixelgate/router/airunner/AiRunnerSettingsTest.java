package dev.pixelgate.router.airunner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pixelgate.router.exchange.BearerToken;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AiRunnerSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "http://beta:8000, /upscale",
    "http://beta:8000/, /upscale",
    "https://beta/runner, /runner/upscale",
    "https://beta/runner/, /runner/upscale"
  })
  void putsThePathOfTheUrlBeforeThePipeline(String url, String path) {
    assertEquals(path, settings(url).pathOf("upscale"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"beta:8000", "ftp://beta", "http://u:p@beta", "http://beta?x", "http://beta/#x"})
  void refusesOtherUrls(String url) {
    assertThrows(IllegalArgumentException.class, () -> settings(url));
  }

  @Test
  void printsNoToken() {
    AiRunnerSettings settings =
        AiRunnerSettings.of(
            "beta", URI.create("http://beta"), Optional.of(new BearerToken("geheim")));
    assertFalse(settings.toString().contains("geheim"), settings.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "line\n", "ü"})
  void refusesTokensThatCannotBeSent(String secret) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new BearerToken(secret));
    assertEquals("a bearer token is one or more visible ASCII characters", refusal.getMessage());
  }

  private static AiRunnerSettings settings(String url) {
    return AiRunnerSettings.of("beta", URI.create(url), Optional.empty());
  }
}
