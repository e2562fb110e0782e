package dev.pixelgate.runtime.model;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code model.json}: every key must be there, but for {@code blend}, and known. */
final class ManifestReader {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private ManifestReader() {}

  /**
   * Reads one manifest.
   *
   * @param file its name, for errors
   */
  static ModelManifest read(String file, String text) throws ModelException {
    JsonFields fields = new JsonFields(file, parse(file, text));
    String id = fields.text("id");
    String pipeline = fields.text("pipeline");
    ModelKind kind = kind(fields);
    Map<Precision, ModelFile> files = files(fields);
    ModelManifest manifest =
        new ModelManifest(id, pipeline, kind, files, fields.text("licence"), fields.text("source"));
    fields.refuseUnread();
    return manifest;
  }

  private static JsonObject parse(String file, String text) throws ModelException {
    try {
      return new JsonObject(text);
    } catch (DecodeException e) {
      throw new ModelException(file + ": not a JSON object: " + e.getMessage(), e);
    }
  }

  private static ModelKind kind(JsonFields fields) throws ModelException {
    return switch (fields.text("kind")) {
      case "esrgan" -> esrgan(fields);
      case "classifier" ->
          new ModelKind.Classifier(fields.number("side", 8, 1024), fields.texts("labels"));
      default -> throw fields.wrong("kind", "esrgan or classifier");
    };
  }

  private static ModelKind esrgan(JsonFields fields) throws ModelException {
    int tile = fields.number("tile", 16, 4096);
    int border = fields.number("border", 0, 256);
    boolean blends = fields.unread().contains("blend");
    return new ModelKind.Esrgan(
        fields.number("scale", 1, 8),
        tile,
        border,
        blends ? fields.number("blend", 0, Math.min(border, tile / 4)) : 0);
  }

  private static Map<Precision, ModelFile> files(JsonFields fields) throws ModelException {
    JsonFields byPrecision = fields.object("files");
    Map<Precision, ModelFile> files = new EnumMap<>(Precision.class);
    for (Precision precision : Precision.values()) {
      if (byPrecision.unread().contains(precision.key())) {
        files.put(precision, file(byPrecision.object(precision.key())));
      }
    }
    byPrecision.refuseUnread();
    if (files.isEmpty()) {
      throw fields.wrong("files", "an object with at least one of w16, fp16, fp32 and w8");
    }
    return files;
  }

  private static ModelFile file(JsonFields fields) throws ModelException {
    String name = fields.text("file");
    if (!PLAIN_NAME.matcher(name).matches()) {
      throw fields.wrong("file", "a plain file name");
    }
    String sha256 = fields.text("sha256");
    if (!SHA256.matcher(sha256).matches()) {
      throw fields.wrong("sha256", "64 lower-case hex digits");
    }
    fields.refuseUnread();
    return new ModelFile(name, sha256);
  }
}
