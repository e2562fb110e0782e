package dev.pixelgate.function.config;

/** What the own runtime computes on. */
public sealed interface Device {
  /** CUDA when it is there, else the CPU. */
  record Auto() implements Device {
    @Override
    public String toString() {
      return "auto";
    }
  }

  /** The CPU. */
  record Cpu() implements Device {
    @Override
    public String toString() {
      return "cpu";
    }
  }

  /**
   * One GPU and nothing else.
   *
   * @param index CUDA's device number, from 0
   */
  record Cuda(int index) implements Device {
    @Override
    public String toString() {
      return "cuda:" + index;
    }
  }
}
