package dev.pixelgate.runtime;

import dev.pixelgate.runtime.device.Device;
import dev.pixelgate.runtime.inference.Band;
import dev.pixelgate.runtime.inference.BandSink;
import dev.pixelgate.runtime.inference.InferenceException;
import dev.pixelgate.runtime.inference.Network;
import dev.pixelgate.runtime.inference.NetworkFactory;
import dev.pixelgate.runtime.inference.ResultShape;
import dev.pixelgate.runtime.inference.SafetyChecker;
import dev.pixelgate.runtime.inference.Upscaler;
import dev.pixelgate.runtime.model.Model;
import dev.pixelgate.runtime.model.ModelException;
import dev.pixelgate.runtime.model.ModelKind;
import dev.pixelgate.runtime.model.ModelManifest;
import dev.pixelgate.runtime.model.Precision;
import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap8;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Opens single models, each with the file that suits the device, and runs each once. */
final class ModelOpener {
  /** The first run of a network sets things up; it is not measured. */
  private static final int FIRST_SIDE = 16;

  /** Large enough that fixed costs do not rule, small enough for 0.1 s on a CPU. */
  private static final int MEASURED_SIDE = 64;

  private final int threads;

  /** Opens models that use so many CPU threads. */
  ModelOpener(int threads) {
    this.threads = threads;
  }

  /** Opens an upscaler; errors name its file. */
  LoadedModel upscaler(Device device, Model model) throws ModelException, InferenceException {
    ModelManifest manifest = model.manifest();
    if (!(manifest.kind() instanceof ModelKind.Esrgan kind)) {
      throw new IllegalArgumentException(manifest.id() + " is no upscaler");
    }
    Precision precision =
        model.best(device == Device.CPU ? Precision.CPU_ORDER : Precision.CUDA_ORDER);
    byte[] weights = model.weights(precision);
    try {
      Upscaler upscaler = new Upscaler(network(device, weights), kind);
      return new LoadedModel(
          info(manifest, kind, precision),
          upscaler,
          warmUp(upscaler),
          (long) MEASURED_SIDE * MEASURED_SIDE);
    } catch (InferenceException e) {
      throw e.at(model.nameOf(precision));
    }
  }

  /**
   * Opens the safety checker; always on the CPU, where it takes 10 ms a picture and where alone its
   * 8-bit file was tried.
   */
  SafetyChecker checker(Model model) throws ModelException, InferenceException {
    if (!(model.manifest().kind() instanceof ModelKind.Classifier kind)) {
      throw new IllegalArgumentException(model.manifest().id() + " is no classifier");
    }
    byte[] weights = model.weights(model.best(Precision.CPU_ORDER));
    SafetyChecker checker = new SafetyChecker(network(Device.CPU, weights), kind);
    try {
      checker.warmUp();
      return checker;
    } catch (InferenceException e) {
      checker.close();
      throw e.at(model.manifestName());
    }
  }

  private Network network(Device device, byte[] weights) throws InferenceException {
    return new NetworkFactory(device, threads).open(weights);
  }

  private static Duration warmUp(Upscaler upscaler) throws InferenceException {
    try {
      upscale(upscaler, FIRST_SIDE);
      long start = System.nanoTime();
      upscale(upscaler, MEASURED_SIDE);
      return Duration.ofNanos(System.nanoTime() - start);
    } catch (InferenceException e) {
      upscaler.close();
      throw e;
    }
  }

  private static void upscale(Upscaler upscaler, int side) throws InferenceException {
    Bitmap8 picture = grey(side);
    ResultShape shape = upscaler.shape(picture);
    BandSink nowhere = new Nowhere(new Band(shape, new byte[shape.bandBytes()]));
    upscaler.upscale(picture, nowhere, () -> false, (done, total) -> {});
    upscaler.giveMemoryBack();
  }

  private record Nowhere(Band band) implements BandSink {
    @Override
    public Optional<Band> take() {
      return Optional.of(band);
    }

    @Override
    public void put(Band filled) {}
  }

  private static ModelInfo info(
      ModelManifest manifest, ModelKind.Esrgan kind, Precision precision) {
    return new ModelInfo(
        manifest.id(),
        manifest.pipeline(),
        kind.scale(),
        precision.key(),
        Objects.requireNonNull(manifest.files().get(precision)).sha256(),
        manifest.licence(),
        manifest.source());
  }

  private static Bitmap8 grey(int side) {
    byte[] samples = new byte[side * side * Bitmap.RGB];
    Arrays.fill(samples, (byte) 127);
    return new Bitmap8(side, side, Bitmap.RGB, samples);
  }
}
