package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TileTest {
  @Test
  void seesTheBorderInsideAndTheEdgeOutside() {
    Tile tile = new Tile(0, 50, 40, 50);
    assertEquals(new Tile(-6, 34, 62, 72), tile.window(16, 6, 100, 100));
  }

  @Test
  void cutsOffWhatLiesBeyondThePicture() {
    assertEquals(new Tile(0, 34, 40, 6), new Tile(-6, 34, 62, 72).within(40, 40));
  }
}
