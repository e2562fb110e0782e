package dev.pixelgate.function.http;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FailureBody;
import dev.pixelgate.function.intake.BodyIntake;
import dev.pixelgate.function.intake.FormIntake;
import dev.pixelgate.function.intake.IntakeLimits;
import dev.pixelgate.function.intake.JsonIntake;
import dev.pixelgate.router.Appraiser;
import dev.pixelgate.router.Dispatcher;
import dev.pixelgate.router.PriceBoard;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's HTTP server; one instance an event loop. */
public final class GatewayServer extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);

  private static final String UPLOADS = "/v1/uploads";

  private static final Failure UNREADABLE = new Failure.BadRequest("the request cannot be read");

  /** For what is given up: to resolve its money takes a commit or two, and the answer a packet. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Configuration configuration;
  private final GatewayServices services;
  private final KeyedSales keyed;
  private final Stragglers stragglers = new Stragglers();
  private final HttpServerHolder http = new HttpServerHolder();

  /** Serves {@code services} as {@code configuration} says. */
  public GatewayServer(Configuration configuration, GatewayServices services) {
    this.configuration = configuration;
    this.services = services;
    this.keyed = new KeyedSales(services.paidOnce().keys());
  }

  @Override
  public Future<?> start() {
    HttpServer server = vertx.createHttpServer(ServerOptions.of(configuration));
    FailureBody unreadable =
        FailureBody.of(new Failure.BadRequest("the head of the request cannot be read"));
    server.invalidRequestHandler(InvalidHeads.answeredWith(unreadable.json().encode()));
    return http.listen(server.requestHandler(routes()), services.door());
  }

  /** Requests may come to their end for {@code limits.drain}; those that do not are told so. */
  @Override
  public Future<?> stop() {
    Duration drain = configuration.limits().drain();
    long timer = vertx.setTimer(Math.max(1, drain.toMillis()), over -> giveUp());
    return http.shutdown(drain.plus(LAST_WORDS))
        .onComplete(
            closed -> {
              vertx.cancelTimer(timer);
              giveUp();
            });
  }

  private void giveUp() {
    stragglers.stop();
    keyed.stop();
  }

  private Router routes() {
    Router router = Router.router(vertx);
    if (!configuration.corsOrigins().isEmpty()) {
      router.route().handler(cors(configuration.corsOrigins()));
    }
    if (!configuration.background()) {
      router.route().handler(this::keysAhead);
    }
    UpscaleRoute upscale = upscaleRoute();
    router.post("/upscale").handler(context -> upscale.handle(context.request()));
    MediaRoute media =
        new MediaRoute(
            services.media(),
            configuration.media().delivery(),
            services.access(),
            services.clock(),
            services.paidOnce().forget());
    router.get("/stream/:session/:name").handler(media::get);
    router.head("/stream/:session/:name").handler(media::get);
    router.delete("/stream/:session/:name").handler(media::delete);
    mountViews(router);
    mountQuotes(router);
    mountUploads(router);
    services.pages().mount(router);
    refuseTheRest(router);
    return router;
  }

  /** Probes show no key, and wait for nothing. */
  private void keysAhead(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!request.headers().contains(HttpHeaders.AUTHORIZATION)) {
      context.next();
      return;
    }
    request.pause();
    services
        .upkeep()
        .ahead()
        .onSuccess(
            looked -> {
              request.resume();
              context.next();
            });
  }

  private void mountViews(Router router) {
    Dispatcher dispatcher = services.sales().dispatcher();
    PricesRoute prices =
        new PricesRoute(
            services.access(),
            new PriceBoard(dispatcher.market(), dispatcher.selector(), dispatcher.health()),
            IntakeLimits.of(configuration.limits()),
            services.upkeep(),
            vertx);
    router.get("/v1/prices").handler(prices::get);
    router.head("/v1/prices").handler(prices::get);
    DecisionsRoute decisions =
        new DecisionsRoute(
            services.access(),
            dispatcher.decisions(),
            services.decisions(),
            dispatcher.selector(),
            vertx);
    router.get("/v1/decisions/:id").handler(decisions::get);
    router.head("/v1/decisions/:id").handler(decisions::get);
    ReceiptsRoute receipts = new ReceiptsRoute(services.access(), services.accounting());
    router.get("/v1/receipts/:id").handler(receipts::get);
    router.head("/v1/receipts/:id").handler(receipts::get);
    AccountRoute account = new AccountRoute(services.access(), services.accounting());
    router.get("/v1/account").handler(account::get);
    router.head("/v1/account").handler(account::get);
  }

  private void mountQuotes(Router router) {
    IntakeLimits limits = IntakeLimits.of(configuration.limits());
    QuotesRoute quotes =
        new QuotesRoute(
            vertx,
            services.access(),
            services.lifecycle(),
            new FormIntake(vertx, limits, services.spool()::newFile),
            services.references(),
            new JsonIntake(vertx, limits),
            new QuoteQuery(limits, configuration.defaultModels()),
            new Appraiser(services.sales().dispatcher()),
            services.quotes(),
            services.upkeep());
    router.post("/v1/quotes").handler(quotes::post);
    JwksRoute keys = new JwksRoute(services.signingKeys());
    router.get("/.well-known/jwks.json").handler(keys::get);
    router.head("/.well-known/jwks.json").handler(keys::get);
  }

  private void mountUploads(Router router) {
    IntakeLimits limits = IntakeLimits.of(configuration.limits());
    UploadsRoute uploads =
        new UploadsRoute(
            services.access(),
            services.lifecycle(),
            new JsonIntake(vertx, limits),
            services.references().uploads(),
            publicUrl(),
            limits.referenceBytes());
    router.post(UPLOADS).handler(uploads::post);
    services
        .ownUploads()
        .map(
            own ->
                new PutRoute(
                    vertx,
                    services.lifecycle(),
                    new BodyIntake(vertx, limits.upload(), services.spool()::newFile),
                    own))
        .ifPresent(route -> router.put(UPLOADS + "/:id").handler(route::put));
  }

  private PublicUrl publicUrl() {
    return new PublicUrl(configuration.publicUrl(), configuration.listen().trustedProxies());
  }

  /**
   * These are routes, not the router's error handlers: it ends the answer itself as soon as an
   * error handler returns, and a lingering answer is not at its end then.
   */
  private static void refuseTheRest(Router router) {
    router.getRoutes().stream()
        .map(Route::getPath)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(path -> router.route(path).handler(context -> fail(context, notAllowed(context))));
    router
        .route()
        .handler(context -> fail(context, notFound(context)))
        .failureHandler(GatewayServer::failed);
    // A path that cannot be decoded gets to no route.
    router.errorHandler(400, context -> PlainFailure.sendNow(context, UNREADABLE));
  }

  private static void failed(RoutingContext context) {
    switch (context.statusCode()) {
      case 403 -> fail(context, foreignOrigin(context));
      case 400 -> fail(context, UNREADABLE);
      default -> broken(context);
    }
  }

  private UpscaleRoute upscaleRoute() {
    IntakeLimits limits = IntakeLimits.of(configuration.limits());
    return new UpscaleRoute(
        vertx,
        services.access(),
        services.lifecycle(),
        new FormIntake(vertx, limits, services.spool()::newFile),
        services.references(),
        new QuoteDoor(
            services.quotes(),
            new Appraiser(services.sales().dispatcher()),
            services.purse(),
            services.meters()),
        services.sales().defaultModel(),
        services.paidOnce(),
        keyed,
        services.meters(),
        stragglers,
        services.upkeep(),
        publicUrl(),
        configuration.limits().request());
  }

  private static CorsHandler cors(List<String> origins) {
    CorsHandler handler =
        CorsHandler.create()
            .allowedMethods(
                Set.of(
                    HttpMethod.GET,
                    HttpMethod.HEAD,
                    HttpMethod.POST,
                    HttpMethod.PUT,
                    HttpMethod.DELETE))
            .allowedHeaders(
                Set.of(
                    "authorization",
                    "cache-control",
                    "idempotency-key",
                    "content-type",
                    "range",
                    "x-request-id",
                    "pixelgate-max-charge",
                    "pixelgate-max-price",
                    "pixelgate-policy",
                    "pixelgate-deadline",
                    "pixelgate-quote"))
            .exposedHeaders(
                Set.of(
                    "Pixelgate-Request-Id",
                    "Pixelgate-Pixels",
                    "Pixelgate-Price",
                    "Pixelgate-Charge",
                    "Pixelgate-Orchestrator",
                    "Pixelgate-Attempts",
                    "Pixelgate-Cache",
                    "Pixelgate-Original-Request",
                    "Idempotency-Replayed",
                    "Pixelgate-Ignored",
                    "Pixelgate-Safety",
                    "Server-Timing",
                    "X-Request-Id",
                    "Retry-After"));
    return origins.contains("*") ? handler.addOriginWithRegex(".*") : handler.addOrigins(origins);
  }

  /** Nothing else fails a route with 403: the CORS handler does. */
  private static Failure foreignOrigin(RoutingContext context) {
    return new Failure.Forbidden(
        "origin " + context.request().getHeader("Origin") + " is not in cors.origins");
  }

  private static Failure notFound(RoutingContext context) {
    return new Failure.NotFound("there is nothing at " + context.request().path());
  }

  private static Failure notAllowed(RoutingContext context) {
    String path = String.valueOf(context.request().path());
    context.response().putHeader("Allow", allowed(path));
    return new Failure.MethodNotAllowed(
        context.request().path() + " does not take " + context.request().method());
  }

  private static String allowed(String path) {
    if (path.startsWith(UPLOADS + "/") && path.length() > UPLOADS.length() + 1) {
      return "PUT";
    }
    boolean posted =
        path.startsWith("/upscale") || path.startsWith("/v1/quotes") || path.startsWith(UPLOADS);
    return posted ? "POST" : path.startsWith("/stream/") ? "GET, HEAD, DELETE" : "GET, HEAD";
  }

  private static void fail(RoutingContext context, Failure failure) {
    PlainFailure.send(context, failure);
  }

  private static void broken(RoutingContext context) {
    String id = "r_" + Long.toHexString(System.nanoTime());
    LOG.error("request id={} internal error", id, context.failure());
    PlainFailure.send(context, new Failure.Internal(id));
  }
}
