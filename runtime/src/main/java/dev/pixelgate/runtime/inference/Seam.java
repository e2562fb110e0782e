package dev.pixelgate.runtime.inference;

/**
 * How tiles are joined: by a linear ramp to both sides of each cut, or by no ramp. Between two
 * bands it keeps the last rows of the upper one, which the lower one is mixed into.
 */
final class Seam {
  private final int reach;
  private final byte[] tail;

  Seam(int reach, byte[] tail) {
    this.reach = reach;
    this.tail = tail;
  }

  static Seam of(ResultShape shape, int reach) {
    return new Seam(reach, new byte[2 * reach * shape.rowBytes()]);
  }

  /** Of the ramp to each side of a cut, px of the result; 0 for none. */
  int reach() {
    return reach;
  }

  /** Room for twice as many rows. */
  byte[] tail() {
    return tail;
  }

  /** How much of the new tile there is at so many px from where its ramp begins. */
  float weight(int distance) {
    return (distance + 0.5f) / (2 * reach);
  }
}
