package dev.pixelgate.router.livepeer;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.livepeer.wire.SegData;
import java.util.Base64;

/**
 * The header {@code Livepeer-Segment}: what a job is, with the token that lets it in. The names are
 * those of video segments; of a picture an orchestrator reads the token and the capabilities only,
 * and off-chain no signature.
 */
final class SegmentHeader {
  static final String NAME = "Livepeer-Segment";

  /** Keccak-256 of no bytes: the picture itself is not hashed. */
  private static final ByteString NO_DATA =
      ByteString.fromHex("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");

  /** No video profile. */
  private static final ByteString NO_PROFILES = ByteString.copyFromUtf8("invalid");

  private SegmentHeader() {}

  /** What an orchestrator keeps its ledger under. */
  static String manifest(Capability capability) {
    return PipelineNumber.of(capability.pipeline()) + "_" + capability.model();
  }

  /** For one job with the token of this session. */
  static String of(Capability capability, Session session) {
    SegData data =
        SegData.newBuilder()
            .setManifestId(ByteString.copyFromUtf8(manifest(capability)))
            .setHash(NO_DATA)
            .setProfiles(NO_PROFILES)
            .setCapabilities(Requested.of(capability))
            .setAuthToken(session.info().getAuthToken())
            .build();
    return Base64.getEncoder().encodeToString(data.toByteArray());
  }
}
