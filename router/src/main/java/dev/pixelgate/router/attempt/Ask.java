package dev.pixelgate.router.attempt;

import java.util.Map;

/**
 * The request for one job.
 *
 * @param path without query, such as {@code /upscale}
 * @param headers beside those of the body
 */
public record Ask(String path, Map<String, String> headers, JobBody body) {
  public Ask {
    headers = Map.copyOf(headers);
  }
}
