package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.exchange.RefusedCertificateException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges certificates by their pins alone. The engine says whom it talks to, so one of these, and
 * one client, is enough for all orchestrators. An extended one: of a plain one the engine would
 * check the host name, which stands at the wrong place in a real orchestrator's certificate.
 */
final class PinTrust extends X509ExtendedTrustManager {
  private static final Logger LOG = LoggerFactory.getLogger(PinTrust.class);
  private static final X509Certificate[] NOBODY = {};

  private final Pins pins;
  private final boolean strict;
  private final CertificateWatch watch;

  PinTrust(Pins pins, boolean strict, CertificateWatch watch) {
    this.pins = pins;
    this.strict = strict;
    this.watch = watch;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judge(Pins.name(engine.getPeerHost(), engine.getPeerPort()), Pin.of(chain[0].getEncoded()));
  }

  /** Takes this pin for this address, or says why not. */
  void judge(String hostPort, Pin shown) throws CertificateException {
    Optional<Pin> known =
        pins.find(hostPort)
            .orElseThrow(
                () -> new RefusedCertificateException("nothing was loaded for " + hostPort))
            .pin();
    if (known.isEmpty()) {
      pins.put(hostPort, shown);
    } else if (!known.get().equals(shown)) {
      change(hostPort, known.get(), shown);
    }
  }

  private void change(String hostPort, Pin known, Pin shown) throws CertificateException {
    if (strict || pins.isHeld(hostPort)) {
      pins.doubt(hostPort);
      throw new RefusedCertificateException("certificate changed; run pixelgate trust " + hostPort);
    }
    LOG.warn(
        "certificate=changed orchestrator={} was={} is={}",
        hostPort,
        known.sha256(),
        shown.sha256());
    pins.put(hostPort, shown);
    watch.changed(hostPort);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw unnamed();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw unnamed();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw unnamed();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw unnamed();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw unnamed();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return NOBODY;
  }

  private static CertificateException unnamed() {
    return new CertificateException("only servers on an engine are judged, by host and port");
  }
}
