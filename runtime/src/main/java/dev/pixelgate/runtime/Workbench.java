package dev.pixelgate.runtime;

import dev.pixelgate.runtime.device.Device;
import dev.pixelgate.runtime.inference.InferenceException;
import dev.pixelgate.runtime.inference.SafetyChecker;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The opened models on their device. Belongs to one worker thread at a time. */
final class Workbench implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);

  private final Device device;
  private final Map<String, LoadedModel> models;
  private final SafetyChecker checker;
  private final EncoderThread encoder;

  Workbench(Device device, List<LoadedModel> models, SafetyChecker checker, EncoderThread encoder) {
    this.device = device;
    this.models =
        models.stream().collect(Collectors.toMap(model -> model.info().id(), Function.identity()));
    this.checker = checker;
    this.encoder = encoder;
  }

  Device device() {
    return device;
  }

  /** By id. */
  Map<String, LoadedModel> models() {
    return models;
  }

  SafetyChecker checker() {
    return checker;
  }

  EncoderThread encoder() {
    return encoder;
  }

  /** Gives back what this model holds only to be faster at the next picture. */
  void giveMemoryBack(String model) {
    LoadedModel loaded = models.get(model);
    if (loaded != null) {
      try {
        loaded.upscaler().giveMemoryBack();
      } catch (InferenceException e) {
        LOG.warn("model={} memory=kept reason=\"{}\"", model, e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    encoder.close();
    models.values().forEach(model -> close(model.upscaler()::close));
    close(checker::close);
  }

  /** A model that does not close is nothing that a caller could mend. */
  static void close(Closing closing) {
    try {
      closing.run();
    } catch (InferenceException e) {
      LOG.warn("close failed reason=\"{}\"", e.getMessage());
    }
  }

  /** One model's close. */
  interface Closing {
    void run() throws InferenceException;
  }
}
