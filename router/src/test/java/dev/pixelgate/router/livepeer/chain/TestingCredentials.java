package dev.pixelgate.router.livepeer.chain;

import com.google.protobuf.ByteString;
import dev.pixelgate.router.livepeer.wire.AuthToken;
import dev.pixelgate.router.livepeer.wire.OrchestratorRequest;
import dev.pixelgate.router.livepeer.wire.SegData;
import java.io.ByteArrayOutputStream;

/** What a payer signs beside its tickets: its questions, and the credentials of its jobs. */
public final class TestingCredentials {
  private static final ByteString NO_DATA = ByteString.copyFrom(Keccak.of());

  private TestingCredentials() {}

  /** Whether the payer of this question signed it. */
  public static boolean isSigned(OrchestratorRequest question) {
    Address payer = Address.of(question.getAddress());
    return TestingKey.signed(payer, payer.text(), question.getSig().toByteArray());
  }

  /** Whether this payer signed these credentials. */
  public static boolean isSigned(SegData data, Address payer) {
    return TestingKey.signed(payer, message(data), data.getSig().toByteArray());
  }

  /** The credentials of a picture, signed. */
  public static SegData sign(String manifest, AuthToken token, TestingKey payer) {
    SegData data =
        SegData.newBuilder()
            .setManifestId(ByteString.copyFromUtf8(manifest))
            .setHash(NO_DATA)
            .setProfiles(ByteString.copyFromUtf8("invalid"))
            .setAuthToken(token)
            .build();
    return sign(data, payer);
  }

  static SegData sign(SegData data, TestingKey payer) {
    return data.toBuilder().setSig(ByteString.copyFrom(payer.sign(message(data)))).build();
  }

  /** Manifest, number and hash; pictures have no profiles after them. */
  static byte[] message(SegData data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(data.getManifestId().toByteArray());
    out.writeBytes(Uint.word(data.getSeq()));
    out.writeBytes(Uint.word(Uint.of(data.getHash())));
    return out.toByteArray();
  }
}
