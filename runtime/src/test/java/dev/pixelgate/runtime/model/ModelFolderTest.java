package dev.pixelgate.runtime.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
  private static final String EMBEDDED = "xinntao/realesr-general-x4v3";

  @TempDir Path folder;

  @Test
  void hasTheEmbeddedModelWithoutAFolder() throws Exception {
    assertEquals(List.of(EMBEDDED), ids(Optional.empty()));
    assertEquals(List.of(EMBEDDED), ids(Optional.of(folder.resolve("none"))));
  }

  @Test
  void addsTheSubFoldersThatHaveAManifest() throws Exception {
    TestingModels.add(folder, "b", "test/b", 64);
    TestingModels.add(folder, "a", "test/a", 64);
    Files.createDirectories(folder.resolve("not-a-model"));
    Files.writeString(folder.resolve("readme.txt"), "text");
    assertEquals(List.of(EMBEDDED, "test/a", "test/b"), ids(Optional.of(folder)));
  }

  @Test
  void refusesAnIdThatIsThereTwice() throws Exception {
    Path model = TestingModels.add(folder, "again", EMBEDDED, 64);
    assertEquals(
        model.resolve("model.json")
            + ": id "
            + EMBEDDED
            + " is also that of classpath:/models/realesr-general-x4v3/model.json",
        refusal());
  }

  @Test
  void refusesAClassifier() throws Exception {
    Path model = Files.createDirectories(folder.resolve("other"));
    Files.copy(
        Path.of("src/main/resources/models/nsfw-mobilenetv2/model.json"),
        model.resolve("model.json"));
    assertTrue(refusal().endsWith("key \"kind\" is classifier, must be esrgan"), refusal());
  }

  @Test
  void refusesAnotherPipeline() throws Exception {
    Path manifest = TestingModels.add(folder, "other", "test/other", 64).resolve("model.json");
    Files.writeString(manifest, Files.readString(manifest).replace("upscale", "image-to-image"));
    assertTrue(refusal().contains("key \"pipeline\" is image-to-image"), refusal());
  }

  @Test
  void namesTheFileBothDigestsAndTheLengthOfDamagedWeights() throws Exception {
    Path weights = TestingModels.add(folder, "cut", "test/cut", 64).resolve(TestingModels.WEIGHTS);
    Files.writeString(weights, "abc");
    Model model = ModelFolder.upscalers(Optional.of(folder)).getLast();
    ModelException e = assertThrows(ModelException.class, () -> model.weights(Precision.W16));
    assertEquals(
        weights
            + ": damaged or another file: expected sha256"
            + " 83d036dc52ab41418c99e58c7f1b45bc943e2ff85a3467b9e24b9fc3fcc8eab1, found"
            + " ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad in 3 bytes",
        e.getMessage());
  }

  @Test
  void namesMissingWeights() throws Exception {
    Path weights =
        TestingModels.add(folder, "gone", "test/gone", 64).resolve(TestingModels.WEIGHTS);
    Files.delete(weights);
    Model model = ModelFolder.upscalers(Optional.of(folder)).getLast();
    ModelException e = assertThrows(ModelException.class, () -> model.weights(Precision.W16));
    assertTrue(e.getMessage().startsWith(weights + ": cannot be read"), e.getMessage());
  }

  @Test
  void prefersWhatTheDeviceComputesBest() throws Exception {
    Path manifest = TestingModels.add(folder, "two", "test/two", 64).resolve("model.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace(
                "\"files\":{",
                "\"files\":{\"fp16\":{\"file\":\"x\",\"sha256\":\"" + "0".repeat(64) + "\"},"));
    Model model = ModelFolder.upscalers(Optional.of(folder)).getLast();
    assertEquals(Precision.W16, model.best(Precision.CPU_ORDER));
    assertEquals(Precision.FP16, model.best(Precision.CUDA_ORDER));
  }

  private static List<String> ids(Optional<Path> folder) throws ModelException {
    return ModelFolder.upscalers(folder).stream().map(model -> model.manifest().id()).toList();
  }

  private String refusal() {
    return assertThrows(ModelException.class, () -> ModelFolder.upscalers(Optional.of(folder)))
        .getMessage();
  }
}
