package dev.pixelgate.router.livepeer;

import java.net.Socket;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts everybody, and remembers the newest certificate. */
final class TestingTrust extends X509ExtendedTrustManager {
  private volatile byte[] seen = {};

  byte[] seen() {
    return seen;
  }

  private void see(X509Certificate[] chain) throws CertificateEncodingException {
    seen = chain[0].getEncoded();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateEncodingException {
    see(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateEncodingException {
    see(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type)
      throws CertificateEncodingException {
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
