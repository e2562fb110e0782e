package dev.pixelgate.runtime.model;

import java.util.List;
import java.util.Locale;

/** How the weights of a model file are stored, and what it computes in. */
public enum Precision {
  /** Stored as fp16, unfolded at load, computed in fp32: same output as FP32, half the file. */
  W16,
  /** Stored and computed in fp16, with fp32 input and output. */
  FP16,
  /** Stored and computed in fp32. */
  FP32,
  /** Stored as 8 bit, unfolded at load, computed in fp32. */
  W8;

  /** Best first. ONNX Runtime's CPU kernels compute fp16 files in fp32 anyway, casts on top. */
  public static final List<Precision> CPU_ORDER = List.of(W16, FP32, W8, FP16);

  /** Best first. */
  public static final List<Precision> CUDA_ORDER = List.of(FP16, W16, FP32, W8);

  /** Its key in a manifest. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
