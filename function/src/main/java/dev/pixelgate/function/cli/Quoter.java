package dev.pixelgate.function.cli;

import dev.pixelgate.pricing.JobSize;

/** Who says what an upscale would cost. Blocking. */
interface Quoter extends AutoCloseable {
  /** What a picture of this size would cost. */
  Quoted quote(JobSize size);

  @Override
  void close();
}
