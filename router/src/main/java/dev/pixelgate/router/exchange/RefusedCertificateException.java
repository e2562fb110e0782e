package dev.pixelgate.router.exchange;

import java.security.cert.CertificateException;

/** Why we do not trust a certificate, in words of ours for the operator. */
public final class RefusedCertificateException extends CertificateException {
  public RefusedCertificateException(String message) {
    super(message);
  }
}
