package dev.pixelgate.runtime.model;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Model folders for tests: the embedded upscaler once more, under another id. */
public final class TestingModels {
  public static final String WEIGHTS = "realesr-general-x4v3-w16.onnx";
  private static final Path EMBEDDED = Path.of("src/main/resources/models/realesr-general-x4v3");

  private TestingModels() {}

  /** A sub-folder with manifest and weights. */
  public static Path add(Path folder, String name, String id, int tile) throws IOException {
    Path model = Files.createDirectories(folder.resolve(name));
    Files.copy(EMBEDDED.resolve(WEIGHTS), model.resolve(WEIGHTS));
    JsonObject manifest = new JsonObject(Files.readString(EMBEDDED.resolve("model.json")));
    Files.writeString(
        model.resolve("model.json"), manifest.put("id", id).put("tile", tile).encode());
    return model;
  }
}
