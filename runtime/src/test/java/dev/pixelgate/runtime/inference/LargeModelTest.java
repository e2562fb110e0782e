package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.runtime.device.Device;
import dev.pixelgate.runtime.model.Model;
import dev.pixelgate.runtime.model.ModelFolder;
import dev.pixelgate.runtime.model.ModelKind;
import dev.pixelgate.runtime.model.Precision;
import dev.pixelgate.runtime.picture.Bitmap8;
import dev.pixelgate.runtime.picture.TestingPictures;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * RealESRGAN_x4plus out of a model folder, against its golden pictures. Its 34 MB of weights are
 * not in the repository: PIXELGATE_TEST_MODELS names a folder that has them and the goldens.
 */
class LargeModelTest {
  private static final String WEIGHTS = "realesrgan-x4plus-w16.onnx";

  @TempDir Path folder;
  private Path models = Path.of("");

  @BeforeEach
  void findTheModel() throws Exception {
    String place = System.getenv("PIXELGATE_TEST_MODELS");
    Assumptions.assumeTrue(
        place != null && Files.exists(Path.of(place, WEIGHTS)),
        "PIXELGATE_TEST_MODELS names no folder with " + WEIGHTS);
    models = Path.of(place);
    Path manifest = Path.of("src/test/resources/x4plus/model.json");
    Path own = Files.createDirectories(folder.resolve("x4plus"));
    Files.copy(manifest, own.resolve("model.json"));
    Files.copy(models.resolve(WEIGHTS), own.resolve(WEIGHTS));
  }

  @Test
  void equalsTheGoldenTensor() throws Exception {
    Bitmap8 picture = TestingPictures.photo("photos/astronaut_32.png");
    FloatBuffer input = Tensors.allocate(3 * 32 * 32);
    Tensors.fillColour(picture, new Tile(0, 0, 32, 32), input);
    try (Upscaler upscaler = open((ModelKind.Esrgan) model().manifest().kind())) {
      FloatBuffer output = upscaler.run(input, 32, 32, Network.After.KEEP_MEMORY);
      TestingNetworks.assertGolden(
          Files.readAllBytes(models.resolve("golden/astronaut_32_realesrgan-x4plus.f32")), output);
    }
  }

  /** The golden is one tile with a reflected edge of 10 px: 46.7 dB were seen, 47.6 as one tile. */
  @Test
  void equalsTheGoldenPhoto() throws Exception {
    Bitmap8 golden =
        TestingPictures.read(
            Files.readAllBytes(models.resolve("golden/coffee_realesrgan-x4plus.png")));
    Bitmap8 picture = TestingPictures.photo("photos/coffee_lr4.png");
    try (Upscaler upscaler = open((ModelKind.Esrgan) model().manifest().kind())) {
      Bitmap8 result = (Bitmap8) TestingBands.upscale(upscaler, picture);
      double ratio = TestingPictures.psnr(golden, result, 0);
      assertTrue(ratio >= 45.5, ratio + " dB");
    }
    try (Upscaler upscaler = open(new ModelKind.Esrgan(4, 150, 16))) {
      Bitmap8 whole = (Bitmap8) TestingBands.upscale(upscaler, picture);
      double ratio = TestingPictures.psnr(golden, whole, 0);
      assertTrue(ratio >= 46.5, ratio + " dB");
    }
  }

  private Model model() throws Exception {
    Model model = ModelFolder.upscalers(Optional.of(folder)).getLast();
    assertEquals("xinntao/RealESRGAN_x4plus", model.manifest().id());
    return model;
  }

  private Upscaler open(ModelKind.Esrgan kind) throws Exception {
    byte[] weights = model().weights(Precision.W16);
    return new Upscaler(new NetworkFactory(Device.CPU, 2).open(weights), kind);
  }
}
