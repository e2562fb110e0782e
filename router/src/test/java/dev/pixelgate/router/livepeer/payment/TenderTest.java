package dev.pixelgate.router.livepeer.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What orchestrators may want to be paid with, and what not. */
class TenderTest {
  private static final WeiAmount MAX_FLOAT = WeiAmount.of(20_000_000_000_000L);
  private static final BigInteger CERTAIN = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

  private static Optional<String> objection(
      byte[] faceValue, byte[] winProb, long wei, long pixels) {
    OrchestratorInfo info =
        OrchestratorInfo.newBuilder()
            .setTicketParams(
                TicketParams.newBuilder()
                    .setFaceValue(ByteString.copyFrom(faceValue))
                    .setWinProb(ByteString.copyFrom(winProb)))
            .setPriceInfo(PriceInfo.newBuilder().setPricePerUnit(wei).setPixelsPerUnit(pixels))
            .build();
    return Tender.of(info, MAX_FLOAT).objection();
  }

  private static Optional<String> certain(long value, long wei, long pixels) {
    return objection(BigInteger.valueOf(value).toByteArray(), unsigned(CERTAIN), wei, pixels);
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  @Test
  void takesTicketsOfWhichTheFloatHoldsTwo() {
    assertEquals(Optional.empty(), certain(10_000_000_000_000L, 4768371, 1));
    assertTrue(certain(10_000_000_000_001L, 4768371, 1).orElseThrow().contains("max-float"));
  }

  @Test
  void readsNoNumbersThatNobodyNeeds() {
    byte[] huge = new byte[120_000];
    huge[0] = 1;

    assertEquals(
        Optional.of("wants tickets with numbers of more than 256 bits"),
        objection(huge, huge, 1, 1));
  }

  @Test
  void wantsTicketsThatAreWorthSomething() {
    assertEquals(
        Optional.of("wants tickets that are worth nothing"),
        objection(new byte[0], new byte[0], 1, 1));
    assertEquals(
        Optional.of("wants tickets that are worth nothing"),
        objection(new byte[] {1}, new byte[32], 1, 1));
  }

  @Test
  void wantsAPrice() {
    assertEquals(
        Optional.of("asks nothing for its work, and nobody signs a payment of nothing"),
        certain(8_000_000_000L, 0, 1));
  }

  @Test
  void wantsPixelsThatCanBeCounted() {
    assertEquals(
        Optional.of("wants tickets that are worth more pixels than can be counted"),
        certain(8_000_000_000L, 1, 1_000_000_000_000_000_000L));
  }

  @Test
  void wantsToBePaidSomehow() {
    assertEquals(
        Optional.of("quotes a price and does not say how it is paid"),
        Tender.of(OrchestratorInfo.getDefaultInstance(), MAX_FLOAT).objection());
  }
}
