package dev.pixelgate.function.upload;

import java.time.Instant;
import java.util.Map;

/**
 * Where a client is to put a picture.
 *
 * @param id what requests name it by
 * @param url takes one PUT; it is the secret, no key is shown there
 * @param headers that the PUT must have
 * @param maxBytes of the picture, or exactly what the client said
 * @param expires after that nothing can be put there
 */
public record Place(
    String id, String url, Map<String, String> headers, long maxBytes, Instant expires) {
  public Place {
    headers = Map.copyOf(headers);
  }
}
