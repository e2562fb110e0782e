package dev.pixelgate.runtime;

import dev.pixelgate.runtime.device.Device;
import dev.pixelgate.runtime.device.DeviceChoice;
import dev.pixelgate.runtime.device.DeviceProbe;
import dev.pixelgate.runtime.inference.InferenceException;
import dev.pixelgate.runtime.inference.NetworkFactory;
import dev.pixelgate.runtime.inference.SafetyChecker;
import dev.pixelgate.runtime.inference.Upscaler;
import dev.pixelgate.runtime.model.Model;
import dev.pixelgate.runtime.model.ModelException;
import dev.pixelgate.runtime.model.ModelFolder;
import dev.pixelgate.runtime.model.ModelKind;
import dev.pixelgate.runtime.model.ModelManifest;
import dev.pixelgate.runtime.model.Precision;
import dev.pixelgate.runtime.picture.RgbPicture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens every model on the device that the options come to, and runs each once. */
final class WorkbenchOpener {
  private static final Logger LOG = LoggerFactory.getLogger(WorkbenchOpener.class);

  /** The first run of a network sets things up; it is not measured. */
  private static final int FIRST_SIDE = 16;

  /** Large enough that fixed costs do not rule, small enough for 0.1 s on a CPU. */
  private static final int MEASURED_SIDE = 64;

  private final RuntimeOptions options;

  WorkbenchOpener(RuntimeOptions options) {
    this.options = options;
  }

  /** Blocks for as long as it takes: about half a second for the embedded models on a CPU. */
  Workbench open() throws RuntimeStartException {
    try {
      return switch (choice()) {
        case DeviceChoice.Use use -> open(use);
        case DeviceChoice.FallBack fallBack -> {
          LOG.warn("device=cpu reason=\"{}\"", fallBack.missing());
          yield open(Device.CPU);
        }
        case DeviceChoice.Impossible impossible ->
            throw new RuntimeStartException(impossible.reason());
      };
    } catch (LinkageError e) {
      throw new RuntimeStartException(
          "ONNX Runtime's native library cannot be loaded on this system: " + e, e);
    } catch (ModelException e) {
      throw new RuntimeStartException(e.getMessage(), e);
    } catch (InferenceException e) {
      throw new RuntimeStartException(e.getMessage(), e);
    }
  }

  private DeviceChoice choice() {
    return DeviceChoice.of(
        options.device(),
        NetworkFactory.providers(),
        () -> DeviceProbe.ofThisMachine().missingForCuda());
  }

  private Workbench open(DeviceChoice.Use use) throws ModelException, InferenceException {
    try {
      return open(use.device());
    } catch (InferenceException e) {
      if (use.fallback().isEmpty()) {
        throw e;
      }
      Device fallback = use.fallback().get();
      LOG.warn("device={} reason=\"{}\"", fallback, e.getMessage());
      return open(fallback);
    }
  }

  private Workbench open(Device device) throws ModelException, InferenceException {
    List<LoadedModel> opened = new ArrayList<>();
    try {
      for (Model model : ModelFolder.upscalers(options.modelFolder())) {
        opened.add(upscaler(device, model));
      }
      return new Workbench(device, opened, checker());
    } catch (ModelException | InferenceException e) {
      for (LoadedModel model : opened) {
        model.upscaler().close();
      }
      throw e;
    }
  }

  private LoadedModel upscaler(Device device, Model model)
      throws ModelException, InferenceException {
    ModelManifest manifest = model.manifest();
    if (!(manifest.kind() instanceof ModelKind.Esrgan kind)) {
      throw new IllegalArgumentException(manifest.id() + " is no upscaler");
    }
    Precision precision =
        model.best(device == Device.CPU ? Precision.CPU_ORDER : Precision.CUDA_ORDER);
    byte[] weights = model.weights(precision);
    try {
      Upscaler upscaler = new Upscaler(factory(device).open(weights), kind);
      Duration warmUp = warmUp(upscaler);
      return new LoadedModel(
          info(manifest, kind, precision), upscaler, warmUp, (long) MEASURED_SIDE * MEASURED_SIDE);
    } catch (InferenceException e) {
      throw e.at(model.nameOf(precision));
    }
  }

  private static ModelInfo info(
      ModelManifest manifest, ModelKind.Esrgan kind, Precision precision) {
    return new ModelInfo(
        manifest.id(),
        manifest.pipeline(),
        kind.scale(),
        precision.key(),
        manifest.licence(),
        manifest.source());
  }

  private static Duration warmUp(Upscaler upscaler) throws InferenceException {
    upscaler.upscale(grey(FIRST_SIDE), () -> false, (done, total) -> {});
    long start = System.nanoTime();
    upscaler.upscale(grey(MEASURED_SIDE), () -> false, (done, total) -> {});
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Always on the CPU: 10 ms a picture there, and its 8-bit file was only ever tried there. */
  private SafetyChecker checker() throws ModelException, InferenceException {
    Model model = ModelFolder.safetyChecker();
    if (!(model.manifest().kind() instanceof ModelKind.Classifier kind)) {
      throw new IllegalArgumentException(model.manifest().id() + " is no classifier");
    }
    Precision precision = model.best(Precision.CPU_ORDER);
    SafetyChecker checker =
        new SafetyChecker(factory(Device.CPU).open(model.weights(precision)), kind);
    checker.classify(grey(FIRST_SIDE));
    return checker;
  }

  private NetworkFactory factory(Device device) {
    int threads =
        options.threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.threads();
    return new NetworkFactory(device, threads);
  }

  private static RgbPicture grey(int side) {
    byte[] samples = new byte[side * side * RgbPicture.CHANNELS];
    Arrays.fill(samples, (byte) 127);
    return new RgbPicture(side, side, samples);
  }
}
