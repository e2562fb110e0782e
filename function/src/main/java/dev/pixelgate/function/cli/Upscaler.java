package dev.pixelgate.function.cli;

/** Who upscales for the command: the own runtime, or a gateway. Blocking. */
interface Upscaler extends AutoCloseable {
  Upscaled upscale(Task task);

  @Override
  void close();
}
