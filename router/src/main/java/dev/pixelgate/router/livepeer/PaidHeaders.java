package dev.pixelgate.router.livepeer;

import java.util.Map;

/** What goes with a job, or alone, to say who pays how much for what. */
public final class PaidHeaders {
  private static final String PAYMENT = "Livepeer-Payment";

  private PaidHeaders() {}

  /**
   * The headers.
   *
   * @param payment base64 of a message {@code net.Payment}
   * @param segment base64 of a signed message {@code net.SegData}
   */
  public static Map<String, String> of(String payment, String segment) {
    return Map.of(PAYMENT, payment, SegmentHeader.NAME, segment);
  }
}
