package dev.pixelgate.runtime.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @Test
  void readsAnUpscaler() throws Exception {
    ModelManifest manifest = ManifestReader.read("m.json", upscaler().encode());
    assertEquals("me/mine", manifest.id());
    assertEquals(new ModelKind.Esrgan(4, 128, 32), manifest.kind());
    assertEquals(Map.of(Precision.FP16, new ModelFile("a-fp16.onnx", DIGEST)), manifest.files());
  }

  @Test
  void readsHowFarTilesAreBlendedWhenItIsSaid() throws Exception {
    assertEquals(
        new ModelKind.Esrgan(4, 128, 32, 8),
        ManifestReader.read("m.json", upscaler().put("blend", 8).encode()).kind());
    assertEquals(
        "m.json: key \"blend\" is 33, must be a whole number from 0 to 32",
        refusal(upscaler().put("blend", 33)));
    assertEquals(
        "m.json: key \"blend\" is 17, must be a whole number from 0 to 16",
        refusal(upscaler().put("blend", 17).put("tile", 64)));
  }

  @Test
  void readsAClassifier() throws Exception {
    JsonObject json = upscaler().put("kind", "classifier").put("side", 224);
    json.put("labels", new JsonArray().add("a").add("b"));
    json.remove("scale");
    json.remove("tile");
    json.remove("border");
    assertEquals(
        new ModelKind.Classifier(224, List.of("a", "b")),
        ManifestReader.read("m.json", json.encode()).kind());
  }

  @Test
  void namesAMissingKey() {
    for (String key : upscaler().fieldNames()) {
      JsonObject json = upscaler();
      json.remove(key);
      String message = refusal(json);
      assertEquals("m.json: key \"" + key + "\" is missing", message.split(",")[0]);
    }
  }

  @Test
  void namesAnUnknownKey() {
    assertEquals("m.json: unknown key \"sacle\"", refusal(upscaler().put("sacle", 4)));
    JsonObject unknownPrecision = upscaler();
    unknownPrecision.getJsonObject("files").put("int4", file());
    assertEquals("m.json: unknown key \"int4\"", refusal(unknownPrecision));
    JsonObject unknownFileKey = upscaler();
    unknownFileKey.put("files", new JsonObject().put("fp16", file().put("url", "x")));
    assertEquals("m.json: unknown key \"url\"", refusal(unknownFileKey));
  }

  @Test
  void namesAWrongValueAndItsLimits() {
    assertEquals(
        "m.json: key \"tile\" is 8, must be a whole number from 16 to 4096",
        refusal(upscaler().put("tile", 8)));
    assertEquals(
        "m.json: key \"scale\" is four, must be a whole number from 1 to 8",
        refusal(upscaler().put("scale", "four")));
    assertEquals(
        "m.json: key \"id\" is , must be a text that is not empty",
        refusal(upscaler().put("id", "")));
    assertEquals(
        "m.json: key \"kind\" is gan, must be esrgan or classifier",
        refusal(upscaler().put("kind", "gan")));
    assertEquals(
        "m.json: key \"files\" is {}, must be an object with at least one of w16, fp16, fp32 and w8",
        refusal(upscaler().put("files", new JsonObject())));
  }

  @Test
  void refusesFilesOutsideTheFolder() {
    for (String name : new String[] {"../a.onnx", "/a.onnx", "b/a.onnx", "..", "C:\\a"}) {
      JsonObject json = upscaler();
      json.put("files", new JsonObject().put("w16", file().put("file", name)));
      assertEquals(
          "m.json: key \"file\" is " + name + ", must be a plain file name", refusal(json));
    }
  }

  @Test
  void refusesWhatIsNoDigest() {
    JsonObject json = upscaler();
    json.put("files", new JsonObject().put("w16", file().put("sha256", "abc")));
    assertEquals("m.json: key \"sha256\" is abc, must be 64 lower-case hex digits", refusal(json));
  }

  @Test
  void refusesWhatIsNoJson() {
    ModelException e =
        assertThrows(ModelException.class, () -> ManifestReader.read("m.json", "{ \"id\": "));
    assertEquals("m.json: not a JSON object", e.getMessage().substring(0, 25));
  }

  private static JsonObject upscaler() {
    return new JsonObject()
        .put("id", "me/mine")
        .put("pipeline", "upscale")
        .put("kind", "esrgan")
        .put("scale", 4)
        .put("tile", 128)
        .put("border", 32)
        .put("files", new JsonObject().put("fp16", file()))
        .put("licence", "MIT")
        .put("source", "here");
  }

  private static JsonObject file() {
    return new JsonObject().put("file", "a-fp16.onnx").put("sha256", DIGEST);
  }

  private static String refusal(JsonObject json) {
    return assertThrows(ModelException.class, () -> ManifestReader.read("m.json", json.encode()))
        .getMessage();
  }
}
