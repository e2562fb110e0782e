package dev.pixelgate.function.reuse;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which pictures there might be a result for, when all that is known of one is its size: so that
 * nobody is turned away for a price before the bytes that would have been free have come. Any
 * thread.
 */
final class KnownShapes {
  private final Map<Shape, Integer> counts = new ConcurrentHashMap<>();

  /**
   * The size of a picture.
   *
   * @param sharers among whom its result is paid once
   */
  record Shape(String sharers, int width, int height) {}

  void add(Shape shape) {
    counts.merge(shape, 1, Integer::sum);
  }

  void remove(Shape shape) {
    counts.computeIfPresent(shape, (same, count) -> count == 1 ? null : count - 1);
  }

  boolean contains(Shape shape) {
    return counts.containsKey(shape);
  }
}
