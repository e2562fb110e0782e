package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.livepeer.wire.Capabilities;
import dev.pixelgate.router.livepeer.wire.OrchestratorRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequestedTest {
  /** But for the version, and the order of the maps, which is a random one on the wire. */
  @ParameterizedTest
  @CsvSource({
    "upscale, stabilityai/stable-diffusion-x4-upscaler, gateway-upscale-warm",
    "image-to-image, stabilityai/sdxl-turbo, gateway-image-to-image-warm",
    "text-to-image, stabilityai/sdxl-turbo, gateway-text-to-image-cold",
    "upscale, pricetest/third-wei, upscale-third-of-a-wei",
  })
  void asksForWhatARealGatewayAsksFor(String pipeline, String model, String recorded) {
    Capabilities theirs =
        Recorded.message(recorded + ".request.bin", OrchestratorRequest.parser()).getCapabilities();

    Capabilities ours = Requested.of(new Capability(Pipeline.of(pipeline).orElseThrow(), model));

    assertEquals(theirs, ours.toBuilder().setVersion(theirs.getVersion()).build());
    assertEquals("0.9.1", ours.getVersion().substring(0, ours.getVersion().indexOf('-')));
  }

  @ParameterizedTest
  @CsvSource({"UPSCALE, 44005FFF", "IMAGE_TO_IMAGE, 14005FFF", "TEXT_TO_IMAGE, 0C005FFF"})
  void setsTheBitsOfThePipelineAndOfEveryGateway(Pipeline pipeline, String word) {
    Capabilities ours = Requested.of(new Capability(pipeline, "a/b"));

    assertEquals(1, ours.getBitstringCount());
    assertEquals(Long.parseLong(word, 16), ours.getBitstring(0));
  }

  @ParameterizedTest
  @EnumSource
  void namesACapacityForEveryBit(Pipeline pipeline) {
    Capabilities ours = Requested.of(new Capability(pipeline, "a/b"));

    long bits =
        ours.getCapacitiesMap().keySet().stream().mapToLong(one -> 1L << one).reduce(0, Long::sum);
    assertEquals(ours.getBitstring(0), bits);
    assertEquals(1, ours.getCapacitiesOrThrow(PipelineNumber.of(pipeline)));
  }

  @ParameterizedTest
  @EnumSource
  void knowsThePipelineOfEveryNumberThatItUses(Pipeline pipeline) {
    assertEquals(pipeline, PipelineNumber.pipeline(PipelineNumber.of(pipeline)).orElseThrow());
  }
}
