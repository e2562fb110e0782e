package dev.pixelgate.pricing.receipt;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Sha256;
import java.util.SortedMap;

/** Names a job by what was to be done, so that its owner can recognise it and nobody else can. */
public final class JobDigest {
  private JobDigest() {}

  /**
   * The SHA-256 of {@code {"pipeline":"upscale","model":"...","image":"...","parameters":{...}}} in
   * canonical JSON.
   *
   * @param capability the model as it was understood: the default where none was named
   * @param image of the bytes as they were received
   * @param parameters as they were understood, by their names in the form and sorted by them, each
   *     as text
   */
  public static Sha256 of(
      Capability capability, Sha256 image, SortedMap<String, String> parameters) {
    CanonicalJson given = new CanonicalJson();
    parameters.forEach(given::put);
    return CanonicalJson.hash(
        new CanonicalJson()
            .put("pipeline", capability.pipeline().wireName())
            .put("model", capability.model())
            .put("image", image.hex())
            .put("parameters", given)
            .toString());
  }
}
