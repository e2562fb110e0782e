package dev.pixelgate.function.http;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.Tls;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How both servers, gateway and worker, listen. */
public final class ServerOptions {
  /** A prompt may be long; a field over this is refused. */
  private static final int FIELD_BYTES = 64 * 1024;

  private static final int FIELDS = 64;

  private ServerOptions() {}

  /** The options for this configuration. */
  public static HttpServerOptions of(Configuration configuration) {
    Duration silence = configuration.limits().request().plus(configuration.limits().upload());
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(configuration.listen().host())
            .setPort(port(configuration))
            .setMaxFormAttributeSize(FIELD_BYTES)
            .setMaxFormFields(FIELDS)
            .setIdleTimeout((int) silence.toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    configuration.listen().tls().ifPresent(tls -> secure(options, tls));
    return options;
  }

  /** A negative port is Vert.x's "any free one, the same for every instance of a verticle". */
  private static int port(Configuration configuration) {
    int port = configuration.listen().port();
    return port == 0 ? -1 : port;
  }

  private static void secure(HttpServerOptions options, Tls tls) {
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertPath(tls.cert().toString())
                .setKeyPath(tls.key().toString()));
  }
}
