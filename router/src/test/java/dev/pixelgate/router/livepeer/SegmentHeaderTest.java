package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.exchange.Destination;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.SegData;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SegmentHeaderTest {
  /** The order of the maps is random there, so that the bytes differ. */
  @Test
  void saysWhatARealGatewaySaysButForOurVersion() throws Exception {
    SegData real = Recorded.message("upscale-min.livepeer-segment.bin", SegData.parser());
    OrchestratorInfo info = OrchestratorInfo.newBuilder().setAuthToken(real.getAuthToken()).build();
    Capability x4 = new Capability(Pipeline.UPSCALE, "stabilityai/stable-diffusion-x4-upscaler");

    SegData ours = SegData.parseFrom(Base64.getDecoder().decode(SegmentHeader.of(x4, of(info))));

    SegData.Builder expected = real.toBuilder();
    expected.getCapabilitiesBuilder().setVersion(Requested.VERSION);
    assertEquals(expected.build(), ours);
  }

  private static Session of(OrchestratorInfo info) {
    URI url = URI.create("https://127.0.0.1:8935");
    Future<Destination> to = Destinations.ANY.of(url);
    return Session.of(
        url, (Destination.Allowed) to.result(), info, info.toByteString(), Instant.EPOCH);
  }
}
