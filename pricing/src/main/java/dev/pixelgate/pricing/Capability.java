package dev.pixelgate.pricing;

/**
 * What can be asked for: a pipeline with a model.
 *
 * @param model Hugging Face id, such as {@code xinntao/realesr-general-x4v3}
 */
public record Capability(Pipeline pipeline, String model) {
  public Capability {
    if (model.isBlank()) {
      throw new IllegalArgumentException("a capability needs a model id");
    }
  }

  @Override
  public String toString() {
    return pipeline + " " + model;
  }
}
