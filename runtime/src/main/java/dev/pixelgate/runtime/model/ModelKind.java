package dev.pixelgate.runtime.model;

import java.util.List;

/** What a model computes, with the numbers that its kind needs. */
public sealed interface ModelKind {
  /**
   * Real-ESRGAN's family: float32 RGB {@code [1,3,h,w]} in 0..1 to {@code [1,3,scale*h,scale*w]},
   * any h and w.
   *
   * @param tile side of a tile without its border, px; a flatter one may be wider
   * @param border px of neighbouring picture that a tile sees on each side
   * @param blend px on each side of a cut over which two tiles are mixed; at most the border and a
   *     quarter of the tile
   */
  record Esrgan(int scale, int tile, int border, int blend) implements ModelKind {
    /** One whose tiles are not mixed. */
    public Esrgan(int scale, int tile, int border) {
      this(scale, tile, border, 0);
    }
  }

  /**
   * Picture classifier: float32 RGB {@code [1,side,side,3]} in 0..1 to one probability a label.
   *
   * @param labels in the order of the output
   */
  record Classifier(int side, List<String> labels) implements ModelKind {
    /** Copies the list. */
    public Classifier {
      labels = List.copyOf(labels);
    }
  }
}
