package dev.pixelgate.function.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import java.util.stream.Stream;

/**
 * A key on P-256 with both its halves. Loads the JOSE library, some 200 classes, with the first
 * one, which is why nothing makes one before it is needed. Prints without its secret.
 */
final class PrivateKey {
  private final ECKey key;

  private PrivateKey(ECKey key) {
    this.key = key;
  }

  /** A new one; its id is its thumbprint (RFC 7638). */
  static PrivateKey generate() {
    try {
      return new PrivateKey(new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate());
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java makes no keys on P-256", e);
    }
  }

  /**
   * Reads a private JWK. The messages of the library, which may quote the key, are not passed on.
   *
   * @throws IllegalArgumentException when it is something else, or its halves do not fit
   */
  @SuppressWarnings("UnusedException") // it may quote the key
  static PrivateKey parse(String jwk) {
    try {
      ECKey read = ECKey.parse(jwk);
      if (!read.isPrivate() || !Curve.P_256.equals(read.getCurve())) {
        throw new IllegalArgumentException("the signing key is no private JWK on P-256");
      }
      ECKey named =
          read.getKeyID() != null ? read : new ECKey.Builder(read).keyIDFromThumbprint().build();
      return new PrivateKey(named).checked();
    } catch (ParseException | JOSEException | IllegalStateException e) {
      throw new IllegalArgumentException("the signing key is no private JWK on P-256");
    }
  }

  private PrivateKey checked() {
    String signed = sign("{}", "check");
    if (PublicKeys.parse(PublicKeySet.of(Stream.of(publicJwk()))).verdict(signed, "check")
        instanceof Verdict.Genuine) {
      return this;
    }
    throw new IllegalArgumentException(
        "the private and the public half of the signing key do not belong together");
  }

  String keyId() {
    return key.getKeyID();
  }

  /** The half that is published. */
  String publicJwk() {
    return new ECKey.Builder(Curve.P_256, key.getX(), key.getY())
        .keyID(key.getKeyID())
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(JWSAlgorithm.ES256)
        .build()
        .toJSONString();
  }

  /** Both halves. */
  String privateJwk() {
    return key.toJSONString();
  }

  /** Some 0.3 ms of a core. */
  String sign(String payload, String type) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID(key.getKeyID())
            .type(new JOSEObjectType(type))
            .build();
    JWSObject object = new JWSObject(header, new Payload(payload));
    try {
      object.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      // Its message could only name the key.
      throw new IllegalStateException("key " + key.getKeyID() + " cannot sign");
    }
    return object.serialize();
  }

  @Override
  public String toString() {
    return key.getKeyID();
  }
}
