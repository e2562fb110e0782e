package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap16;
import dev.pixelgate.runtime.picture.Bitmap8;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** Gathers a result whole, from one band that is used again and again. */
final class TestingBands implements BandSink {
  private final ResultShape shape;
  private final Band band;
  private final byte[] samples;
  private int rows;

  TestingBands(ResultShape shape) {
    this.shape = shape;
    this.band = new Band(shape, new byte[shape.bandBytes()]);
    this.samples = new byte[shape.rowBytes() * shape.height()];
  }

  static Bitmap upscale(Upscaler upscaler, Bitmap picture) throws InferenceException {
    TestingBands bands = new TestingBands(upscaler.shape(picture));
    if (!upscaler.upscale(picture, bands, () -> false, (done, total) -> {})) {
      throw new AssertionError("stopped, though nobody wanted it");
    }
    return bands.result();
  }

  /** Shows a picture band by band, each but the last of so many rows. */
  static void show(Bitmap8 picture, int bandRows, Consumer<Band> viewer) {
    ResultShape shape = shape(picture, bandRows);
    Band band = new Band(shape, new byte[shape.bandBytes()]);
    for (int row = 0; row < picture.height(); row += bandRows) {
      int count = Math.min(bandRows, picture.height() - row);
      TestingBand.fill(band, picture, row, count);
      viewer.accept(band);
    }
  }

  static ResultShape shape(Bitmap8 picture, int bandRows) {
    return new ResultShape(
        picture.width(), picture.height(), picture.channels(), picture.depth(), bandRows);
  }

  @Override
  public Optional<Band> take() {
    return Optional.of(band);
  }

  @Override
  public void put(Band filled) {
    if (filled.firstRow() != rows) {
      throw new AssertionError("a band at row " + filled.firstRow() + ", expected " + rows);
    }
    int bytes = filled.rows() * shape.rowBytes();
    System.arraycopy(filled.samples(), 0, samples, rows * shape.rowBytes(), bytes);
    rows += filled.rows();
  }

  Bitmap result() {
    if (rows != shape.height()) {
      throw new AssertionError(rows + " rows came, expected " + shape.height());
    }
    if (shape.depth() == Byte.SIZE) {
      return new Bitmap8(shape.width(), shape.height(), shape.channels(), samples);
    }
    short[] wide = new short[samples.length / Short.BYTES];
    ByteBuffer.wrap(samples).asShortBuffer().get(wide);
    return new Bitmap16(shape.width(), shape.height(), shape.channels(), wide);
  }
}
