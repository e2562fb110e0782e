package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.pixelgate.router.livepeer.wire.Capabilities.CapabilityConstraints.ModelConstraint;
import dev.pixelgate.router.livepeer.wire.HardwareInformation;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import dev.pixelgate.router.livepeer.wire.SegData;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedMessagesTest {
  private static final String X4 = "stabilityai/stable-diffusion-x4-upscaler";

  @Test
  void readsTheAnswerOfAnOrchestratorWithoutAChain() {
    OrchestratorInfo info = info("gateway-upscale-warm.response.bin");

    assertEquals("https://127.0.0.1:21936", info.getTranscoder());
    assertFalse(info.hasPriceInfo());
    assertFalse(info.hasTicketParams());
    assertEquals(ByteString.copyFrom(new byte[20]), info.getAddress());
    assertEquals(0x5C005FFFL, info.getCapabilities().getBitstring(0));
    assertEquals("0.9.1-176aa415", info.getCapabilities().getVersion());
    assertEquals("d58bfb26", info.getAuthToken().getSessionId());
    assertEquals(1795248613, info.getAuthToken().getExpiration());
    assertEquals(32, info.getAuthToken().getToken().size());
    assertEquals(0, info.getNodesCount());
  }

  @Test
  void readsWhichModelsAreLoadedAndHowManySlotsAreIdle() {
    OrchestratorInfo info = info("gateway-upscale-warm.response.bin");

    ModelConstraint upscale = model(info, 30, X4);
    assertTrue(upscale.getWarm());
    assertEquals(1, upscale.getCapacity());
    assertEquals("0.14.1", upscale.getRunnerVersion());
    ModelConstraint cold = model(info, 27, "stabilityai/sdxl-turbo");
    assertFalse(cold.getWarm());
    assertEquals(2, cold.getCapacity());
    assertTrue(model(info, 28, "stabilityai/sdxl-turbo").getWarm());
  }

  @Test
  void readsTheHardwareThatIsToldWhoAsksForEverything() {
    HardwareInformation first = info("probe-none.response.bin").getHardware(0);

    assertEquals("upscale", first.getPipeline());
    assertEquals(X4, first.getModelId());
    assertEquals("stub", first.getGpuInfoOrThrow("0").getName());
    assertEquals(9, first.getGpuInfoOrThrow("0").getMajor());
    assertEquals(2000, first.getGpuInfoOrThrow("0").getMemoryTotal());
  }

  @ParameterizedTest
  @CsvSource({
    "upscale-priced, 481605471, 100",
    "upscale-third-of-a-wei, 42, 125",
    "image-to-image-half-wei, 963211043, 200",
  })
  void readsAnExactPrice(String name, long wei, long pixels) {
    PriceInfo price = info(name + ".response.bin").getPriceInfo();

    assertEquals(wei, price.getPricePerUnit());
    assertEquals(pixels, price.getPixelsPerUnit());
  }

  @Test
  void readsTheTicketParametersOfAQuote() {
    TicketParams params = info("upscale-priced.response.bin").getTicketParams();

    assertEquals("70997970c51812dc3a010c7d01b50e0d17dc79c8", hex(params.getRecipient()));
    assertEquals("2aa1efb94e0000", hex(params.getFaceValue()));
    assertEquals(
        "0b2f4fc0794908cf232ff78625902416a7530755a66c5788c4a773d4b000", hex(params.getWinProb()));
    assertEquals("0132", hex(params.getExpirationBlock()));
    assertEquals(9, params.getExpirationParams().getCreationRound());
  }

  @Test
  void readsTheIndicativePrices() {
    OrchestratorInfo info = info("no-capabilities.response.bin");

    PriceInfo upscale =
        info.getCapabilitiesPricesList().stream()
            .filter(price -> price.getCapability() == 30 && price.getConstraint().equals(X4))
            .findFirst()
            .orElseThrow();
    assertEquals(4768371, upscale.getPricePerUnit());
    assertEquals(1, upscale.getPixelsPerUnit());
  }

  @Test
  void readsWhatAJobIsSentWith() {
    SegData data = Recorded.message("upscale-min.livepeer-segment.bin", SegData.parser());

    assertEquals("30_" + X4, data.getManifestId().toString(StandardCharsets.US_ASCII));
    assertEquals("invalid", data.getProfiles().toString(StandardCharsets.US_ASCII));
    assertEquals(
        "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470", hex(data.getHash()));
    assertEquals("d58bfb26", data.getAuthToken().getSessionId());
    assertEquals(0x44005FFFL, data.getCapabilities().getBitstring(0));
  }

  @Test
  void readsWhatAJobIsPaidWith() {
    Payment payment = Recorded.message("ok-job-1.livepeer-payment.bin", Payment.parser());

    assertEquals("14dc79964da2c08b23698b3d3cc7ca32193d9955", hex(payment.getSender()));
    assertEquals(3, payment.getTicketSenderParamsCount());
    assertEquals(3, payment.getTicketSenderParams(2).getSenderNonce());
    assertEquals(65, payment.getTicketSenderParams(2).getSig().size());
    assertEquals(481605471, payment.getExpectedPrice().getPricePerUnit());
    assertEquals(100, payment.getExpectedPrice().getPixelsPerUnit());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gateway-upscale-warm", "upscale-priced", "no-capabilities", "probe-none"})
  void leavesNoFieldOfAnAnswerUnread(String name) {
    OrchestratorInfo info = info(name + ".response.bin");

    assertTrue(info.getUnknownFields().asMap().isEmpty());
    assertTrue(info.getCapabilities().getUnknownFields().asMap().isEmpty());
    assertTrue(info.getTicketParams().getUnknownFields().asMap().isEmpty());
    assertEquals(Recorded.bytes(name + ".response.bin").length, info.getSerializedSize());
  }

  @Test
  void hasTheLengthOfTheMessageInItsFrame() {
    byte[] frame = Recorded.bytes("grpc-frame.bin");

    assertEquals(0, frame[0]);
    assertEquals(frame.length - 5, HexFormat.fromHexDigits(hex(ByteString.copyFrom(frame, 1, 4))));
  }

  private static OrchestratorInfo info(String name) {
    return Recorded.message(name, OrchestratorInfo.parser());
  }

  private static ModelConstraint model(OrchestratorInfo info, int capability, String id) {
    return info.getCapabilities()
        .getConstraints()
        .getPerCapabilityOrThrow(capability)
        .getModelsOrThrow(id);
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
