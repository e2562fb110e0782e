package dev.pixelgate.router.airunner;

import dev.pixelgate.router.Upload;
import dev.pixelgate.router.exchange.HostResolver;
import dev.pixelgate.router.exchange.Origin;
import dev.pixelgate.router.exchange.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Predicate;

/** The HTTP side of one orchestrator: its pooled connections and the requests made on them. */
final class RunnerClient {
  /** uvicorn, which serves ai-runner, closes after 5 s of silence; we are to be the first. */
  private static final int KEEP_ALIVE_SECONDS = 4;

  /** Netty cuts a body into chunks of 8 KiB otherwise, and each costs a turn of the event loop. */
  private static final int CHUNK_BYTES = 64 << 10;

  private static final OpenOptions READ_ONLY =
      new OpenOptions().setRead(true).setWrite(false).setCreate(false);

  private final Vertx vertx;
  private final AiRunnerSettings settings;
  private final Origin own;
  private final HostResolver hosts;
  private final Predicate<InetAddress> allowed;

  /**
   * One client an event loop. A shared one hands out the connections of any loop, and a request on
   * another loop's connection crosses threads. With two loops that was 4 % and 12 % of the loops'
   * CPU in two runs (docs/performance.md).
   */
  private final ThreadLocal<WebClient> client;

  /** For results that lie elsewhere: the runner's own authority says nothing about other hosts. */
  private final ThreadLocal<WebClient> elsewhere;

  private final SecureRandom random = new SecureRandom();

  RunnerClient(Vertx vertx, AiRunnerSettings settings, HostResolver hosts) {
    this.vertx = vertx;
    this.settings = settings;
    this.own = Origin.of(settings.base());
    this.hosts = hosts;
    this.allowed = settings.allowPrivate() ? address -> true : PublicAddress::isPublic;
    this.elsewhere =
        ThreadLocal.withInitial(() -> WebClient.create(vertx, options(settings), pool(settings)));
    this.client =
        settings
            .authority()
            .map(pem -> ThreadLocal.withInitial(() -> trusting(pem)))
            .orElse(elsewhere);
  }

  private WebClient trusting(Path pem) {
    WebClientOptions options = options(settings);
    options.setTrustOptions(new PemTrustOptions().addCertPath(pem.toString()));
    return WebClient.create(vertx, options, pool(settings));
  }

  /** 128 random bits, as {@link UpscaleForm#of} wants them. */
  String boundary() {
    byte[] bits = new byte[16];
    random.nextBytes(bits);
    return "pixelgate" + HexFormat.of().formatHex(bits);
  }

  /** The form around the image: one buffer, or a spooled file that is read as it is sent. */
  Future<HeldBody> body(UpscaleForm form, Upload image) {
    return switch (image) {
      case Upload.InMemory(Buffer bytes) -> Future.succeededFuture(HeldBody.of(form.around(bytes)));
      case Upload.Spooled(var path, long size) ->
          vertx
              .fileSystem()
              .open(path.toString(), READ_ONLY)
              .map(file -> HeldBody.of(form.head(), buffered(file), size, form.tail()));
    };
  }

  /** The request for one job with a body of this many bytes. */
  HttpRequest<Buffer> post(String pipeline, String contentType, long length) {
    HttpRequest<Buffer> request =
        client
            .get()
            .request(
                HttpMethod.POST,
                own.address().orElse(null),
                own.port(),
                own.hostHeader(),
                settings.pathOf(pipeline))
            .ssl(own.tls())
            .putHeader("Accept", "application/json")
            .putHeader(HttpHeaders.CONTENT_TYPE.toString(), contentType)
            .putHeader(HttpHeaders.CONTENT_LENGTH.toString(), Long.toString(length));
    settings.token().ifPresent(token -> request.bearerTokenAuthentication(token.secret()));
    return request;
  }

  /** Whether and from where this result URL may be fetched. */
  Future<ResultSource> resultSource(String url) {
    return ResultSource.of(url, own, hosts, allowed);
  }

  /** The request for a result; without our token, which is for jobs. */
  HttpRequest<Buffer> get(ResultSource.Allowed source) {
    Origin origin = source.origin();
    return (origin.equals(own) ? client : elsewhere)
        .get()
        .request(
            HttpMethod.GET,
            source.pinned().or(origin::address).orElse(null),
            origin.port(),
            origin.hostHeader(),
            source.target())
        .ssl(origin.tls())
        .putHeader(HttpHeaders.CONTENT_LENGTH.toString(), "0");
  }

  private static AsyncFile buffered(AsyncFile file) {
    return file.setReadBufferSize(CHUNK_BYTES);
  }

  private static WebClientOptions options(AiRunnerSettings settings) {
    return new WebClientOptions()
        .setUserAgent("pixelgate")
        .setFollowRedirects(false)
        .setDecompressionSupported(false)
        .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
        .setMaxChunkSize(CHUNK_BYTES);
  }

  private static PoolOptions pool(AiRunnerSettings settings) {
    return new PoolOptions().setHttp1MaxSize(settings.connections());
  }
}
