package dev.pixelgate.function.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTypeTest {
  private static MultipartType type(String text) {
    return MultipartType.of(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "multipart/form-data; boundary=b|multipart/form-data; boundary=\"b\"",
        "MULTIPART/form-data;x=1 ;BOUNDARY=\"b c\" |multipart/form-data; boundary=\"b c\"",
        "multipart/form-data; charset=u; x=y; boundary=b|multipart/form-data; boundary=\"b\";"
            + " charset=u",
        "multipart/form-data; boundary=a=b?:'()+_,-./|multipart/form-data;"
            + " boundary=\"a=b?:'()+_,-./\"",
        "multipart/form-data; boundary=a; boundary=b|multipart/form-data; boundary=\"a\"",
        "multipart/form-data; x=\"; boundary=a\"; boundary=b|multipart/form-data; boundary=\"b\"",
      })
  void isWrittenPlainly(String given, String plain) {
    assertEquals(plain, type(given).plain());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"a;b\"",
        "multipart/form-data; boundary=\"a\\\"",
        "multipart/form-data; boundary=\"a \"",
        "multipart/form-data; boundary=caf\u00e9",
        "multipart/form-data; xboundary=b"
      })
  void hasNoBoundaryThatCouldBeOne(String given) {
    assertEquals(Optional.empty(), type(given).boundary());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "multipart/mixed; boundary=b",
        "multipart/form-datax; boundary=b"
      })
  void ofAnotherNameIsNone(String given) {
    assertEquals(Optional.empty(), MultipartType.of(given));
  }

  @Test
  void readsALongHeadInOneGo() {
    String quotes = "; x=\"".repeat(1_000) + "; \\".repeat(1_000);
    assertEquals(Optional.of("b"), type("multipart/form-data; boundary=b" + quotes).boundary());
  }
}
