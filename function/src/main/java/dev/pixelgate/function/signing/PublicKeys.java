package dev.pixelgate.function.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys that somebody checks signatures with, such as those of {@code /.well-known/jwks.json}.
 * Immutable.
 */
public final class PublicKeys {
  private final Map<String, ECKey> keys;

  private PublicKeys(Map<String, ECKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  /**
   * Reads a JWK set. Keys of other kinds than ours, and those without an id, are left out.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static PublicKeys parse(String jwks) {
    Map<String, ECKey> keys = new TreeMap<>();
    try {
      for (JWK key : JWKSet.parse(jwks).getKeys()) {
        if (key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve()) && ec.getKeyID() != null) {
          keys.put(ec.getKeyID(), ec.toPublicJWK());
        }
      }
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a JWK set: " + e.getMessage(), e);
    }
    return new PublicKeys(keys);
  }

  /** How many there are. */
  public int size() {
    return keys.size();
  }

  /**
   * Checks a compact JWS of this type; some 0.5 ms of a core. The one algorithm is ES256, whatever
   * the header says, and there is one spelling of each signature: Base64 with bits to spare could
   * otherwise be changed and still mean the same.
   */
  public Verdict verdict(String jws, String type) {
    JWSObject object;
    try {
      object = JWSObject.parse(jws);
    } catch (ParseException e) {
      return new Verdict.Forged("it is no compact JWS");
    }
    JWSHeader header = object.getHeader();
    Optional<String> wrong = wrong(jws, object, type);
    if (wrong.isPresent()) {
      return new Verdict.Forged(wrong.get());
    }
    ECKey key = keys.get(header.getKeyID());
    if (key == null) {
      return new Verdict.UnknownKey(header.getKeyID());
    }
    try {
      return object.verify(new ECDSAVerifier(key))
          ? new Verdict.Genuine(header.getKeyID(), object.getPayload().toString())
          : new Verdict.Forged("its signature is not that of key " + header.getKeyID());
    } catch (JOSEException e) {
      return new Verdict.Forged("its signature cannot be read");
    }
  }

  private static Optional<String> wrong(String jws, JWSObject object, String type) {
    JWSHeader header = object.getHeader();
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())) {
      return Optional.of("it is signed by " + header.getAlgorithm() + ", ES256 is needed");
    }
    if (header.getType() == null || !header.getType().getType().equals(type)) {
      return Optional.of("its type is " + header.getType() + ", " + type + " is needed");
    }
    if (header.getKeyID() == null || header.getKeyID().isEmpty()) {
      return Optional.of("it names no key");
    }
    return isCanonical(jws, object) ? Optional.empty() : Optional.of("its Base64 is not canonical");
  }

  private static boolean isCanonical(String jws, JWSObject object) {
    return jws.equals(jws.strip())
        && List.of(object.getParsedParts()).stream().allMatch(PublicKeys::isCanonical);
  }

  private static boolean isCanonical(Base64URL part) {
    return Base64URL.encode(part.decode()).equals(part);
  }
}
