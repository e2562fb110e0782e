package dev.pixelgate.runtime.device;

/** Where inference runs. */
public enum Device {
  /** ONNX Runtime's own CPU kernels. */
  CPU("cpu"),
  /** The first NVIDIA GPU. */
  CUDA("cuda:0");

  private final String text;

  Device(String text) {
    this.text = text;
  }

  /** {@code cpu} or {@code cuda:0}. */
  @Override
  public String toString() {
    return text;
  }
}
