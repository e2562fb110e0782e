package dev.pixelgate.router.airunner;

import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is said beside a job in headers of the HTTP exchange.
 *
 * @param headers sent with the job
 * @param answered sees the headers of the answer, whatever its status
 */
public record Terms(Map<String, String> headers, Consumer<MultiMap> answered) {
  /** Nothing. */
  public static final Terms NONE = new Terms(Map.of(), headers -> {});

  public Terms {
    headers = Map.copyOf(headers);
  }
}
