package dev.pixelgate.function.s3;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters of a URL as they are written. */
final class TestingQuery {
  private TestingQuery() {}

  static Map<String, String> of(URI url) {
    return Arrays.stream(url.getRawQuery().split("&"))
        .map(one -> one.split("=", 2))
        .collect(Collectors.toMap(one -> one[0], one -> one[1]));
  }
}
