package dev.pixelgate.function.upload;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client says of the picture it has.
 *
 * @param size bytes, within the limit; what it puts must have as many then
 * @param contentType that it will send
 */
public record Wish(OptionalLong size, Optional<String> contentType) {
  /** The headers of its PUT. */
  Map<String, String> headers() {
    return contentType.map(type -> Map.of("Content-Type", type)).orElseGet(Map::of);
  }
}
