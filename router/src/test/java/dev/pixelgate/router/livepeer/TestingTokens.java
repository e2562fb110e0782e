package dev.pixelgate.router.livepeer;

import com.google.protobuf.ByteString;
import dev.pixelgate.router.livepeer.wire.AuthToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues and judges auth tokens as an orchestrator does; a new one knows no token of an old one.
 */
final class TestingTokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] secret = random(32);
  private final InstantSource clock;

  TestingTokens(InstantSource clock) {
    this.clock = clock;
  }

  AuthToken issue(Duration life) {
    String session = HexFormat.of().formatHex(random(4));
    long end = clock.instant().plus(life).getEpochSecond();
    return AuthToken.newBuilder()
        .setToken(ByteString.copyFrom(mac(session, end)))
        .setSessionId(session)
        .setExpiration(end)
        .build();
  }

  /** What is wrong with it, in an orchestrator's words. */
  Optional<String> fault(AuthToken token) {
    byte[] right = mac(token.getSessionId(), token.getExpiration());
    if (!MessageDigest.isEqual(right, token.getToken().toByteArray())) {
      return Optional.of("invalid auth token");
    }
    return clock.instant().getEpochSecond() >= token.getExpiration()
        ? Optional.of("expired auth token")
        : Optional.empty();
  }

  private byte[] mac(String session, long end) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal((session + "|" + end).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] random(int bytes) {
    byte[] made = new byte[bytes];
    RANDOM.nextBytes(made);
    return made;
  }
}
