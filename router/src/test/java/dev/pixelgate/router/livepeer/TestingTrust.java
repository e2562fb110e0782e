package dev.pixelgate.router.livepeer;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts everybody, or nobody, and remembers the newest certificate. */
final class TestingTrust extends X509ExtendedTrustManager {
  private final boolean everybody;
  private volatile byte[] seen = {};

  TestingTrust() {
    this(true);
  }

  private TestingTrust(boolean everybody) {
    this.everybody = everybody;
  }

  /** One that trusts nobody. */
  static TestingTrust nobody() {
    return new TestingTrust(false);
  }

  byte[] seen() {
    return seen;
  }

  private void see(X509Certificate[] chain) throws CertificateException {
    seen = chain[0].getEncoded();
    if (!everybody) {
      throw new CertificateException("nobody is trusted");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    see(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    see(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    see(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
