package dev.pixelgate.runtime.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A model that was found: its manifest, and its weights to be read. */
public final class Model {
  static final String MANIFEST = "model.json";

  private final ModelManifest manifest;
  private final ModelPlace place;

  private Model(ModelManifest manifest, ModelPlace place) {
    this.manifest = manifest;
    this.place = place;
  }

  static Model at(ModelPlace place) throws ModelException {
    String text = new String(read(place, MANIFEST), StandardCharsets.UTF_8);
    return new Model(ManifestReader.read(place.nameOf(MANIFEST), text), place);
  }

  /** What the manifest says. */
  public ModelManifest manifest() {
    return manifest;
  }

  /** Full name of the manifest, for errors. */
  public String manifestName() {
    return place.nameOf(MANIFEST);
  }

  /** Full name of the weights of a precision, for errors. */
  public String nameOf(Precision precision) {
    return place.nameOf(file(precision).name());
  }

  /** The first precision of {@code order} that the manifest has; {@code order} names them all. */
  public Precision best(List<Precision> order) {
    return order.stream().filter(manifest.files()::containsKey).findFirst().orElseThrow();
  }

  /**
   * Reads the weights. What is handed on is what was digested, not the file read again.
   *
   * @throws ModelException when the file is not there, or has another digest than the manifest says
   */
  public byte[] weights(Precision precision) throws ModelException {
    ModelFile file = file(precision);
    byte[] weights = read(place, file.name());
    String actual = sha256(weights);
    if (!actual.equals(file.sha256())) {
      throw new ModelException(
          place.nameOf(file.name())
              + ": damaged or another file: expected sha256 "
              + file.sha256()
              + ", found "
              + actual
              + " in "
              + weights.length
              + " bytes");
    }
    return weights;
  }

  private ModelFile file(Precision precision) {
    ModelFile file = manifest.files().get(precision);
    if (file == null) {
      throw new IllegalArgumentException(manifest.id() + " has no " + precision.key() + " file");
    }
    return file;
  }

  private static byte[] read(ModelPlace place, String file) throws ModelException {
    try {
      return place.read(file);
    } catch (IOException e) {
      throw new ModelException(place.nameOf(file) + ": cannot be read: " + e, e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
