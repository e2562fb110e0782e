package dev.pixelgate.runtime;

import dev.pixelgate.runtime.device.Device;
import dev.pixelgate.runtime.device.DeviceChoice;
import dev.pixelgate.runtime.device.DeviceProbe;
import dev.pixelgate.runtime.inference.InferenceException;
import dev.pixelgate.runtime.inference.NetworkFactory;
import dev.pixelgate.runtime.inference.SafetyChecker;
import dev.pixelgate.runtime.model.Model;
import dev.pixelgate.runtime.model.ModelException;
import dev.pixelgate.runtime.model.ModelFolder;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens every model on the device that the options come to. */
final class WorkbenchOpener {
  private static final Logger LOG = LoggerFactory.getLogger(WorkbenchOpener.class);

  private static final String ENCODER_THREAD = "pixelgate-png";

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
    ModelOpener opener = new ModelOpener(threads());
    List<LoadedModel> opened = new ArrayList<>();
    try {
      for (Model model : ModelFolder.upscalers(options.modelFolder())) {
        opened.add(opener.upscaler(device, model));
      }
      SafetyChecker checker = opener.checker(ModelFolder.safetyChecker());
      return new Workbench(device, opened, checker, new EncoderThread(ENCODER_THREAD));
    } catch (ModelException | InferenceException e) {
      opened.forEach(model -> Workbench.close(model.upscaler()::close));
      throw e;
    }
  }

  private int threads() {
    return options.threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.threads();
  }
}
