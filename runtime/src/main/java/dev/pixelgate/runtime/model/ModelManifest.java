package dev.pixelgate.runtime.model;

import java.util.Map;

/**
 * A read {@code model.json}.
 *
 * @param id by which jobs ask for the model
 * @param pipeline it serves, such as {@code upscale}
 * @param files at least one
 * @param licence name and copyright line
 * @param source where the weights came from
 */
public record ModelManifest(
    String id,
    String pipeline,
    ModelKind kind,
    Map<Precision, ModelFile> files,
    String licence,
    String source) {
  /** Copies the map. */
  public ModelManifest {
    files = Map.copyOf(files);
  }
}
