package dev.pixelgate.function.worker;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.MetricsAccess;
import dev.pixelgate.function.http.Doorway;
import dev.pixelgate.function.http.HttpServerHolder;
import dev.pixelgate.function.http.InvalidHeads;
import dev.pixelgate.function.http.Lifecycle;
import dev.pixelgate.function.http.Lingering;
import dev.pixelgate.function.http.ServerOptions;
import dev.pixelgate.function.intake.FormIntake;
import dev.pixelgate.function.intake.IntakeLimits;
import dev.pixelgate.function.selfhosted.OwnJobs;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** The worker's HTTP server. */
public final class WorkerServer extends VerticleBase {
  private static final String PIPELINE = "upscale";

  private final Configuration configuration;
  private final Parts parts;
  private final HttpServerHolder http = new HttpServerHolder();

  /**
   * What it works with.
   *
   * @param metrics what {@code /metrics} answers
   * @param model the default model, which {@code /version} names
   * @param version of this program
   * @param port set to the real port once the server listens
   */
  public record Parts(
      OwnJobs jobs,
      Lifecycle lifecycle,
      Supplier<Path> spoolFiles,
      Supplier<String> metrics,
      String model,
      String version,
      AtomicInteger port) {}

  /** Serves {@code parts} as {@code configuration} says. */
  public WorkerServer(Configuration configuration, Parts parts) {
    this.configuration = configuration;
    this.parts = parts;
  }

  @Override
  public Future<?> start() {
    String unreadable =
        WorkerFailure.message(400, "The head of the request cannot be read.").json().encode();
    return http.listen(
        vertx
            .createHttpServer(ServerOptions.of(configuration))
            .invalidRequestHandler(InvalidHeads.answeredWith(unreadable))
            .requestHandler(routes()),
        Doorway.network(parts.port()));
  }

  @Override
  public Future<?> stop() {
    return http.shutdown(configuration.limits().drain());
  }

  private Router routes() {
    Router router = Router.router(vertx);
    WorkerRoute upscale = upscale();
    router.post("/upscale").handler(context -> upscale.handle(context.request()));
    router.get("/health").handler(c -> json(c, 200, new JsonObject().put("status", "OK")));
    router.get("/version").handler(c -> json(c, 200, names().put("version", parts.version())));
    router.get("/hardware/info").handler(c -> hardware(c, "gpu_info", Hardware.Gpu::info));
    router.get("/hardware/stats").handler(c -> hardware(c, "gpu_stats", Hardware.Gpu::stats));
    router.get("/metrics").handler(this::metrics);
    refuseTheRest(router);
    return router;
  }

  /** Routes, not error handlers: after one of those the router ends the answer itself. */
  private static void refuseTheRest(Router router) {
    router.getRoutes().stream()
        .map(Route::getPath)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(
            path -> router.route(path).handler(c -> json(c, 405, detail("Method Not Allowed"))));
    router
        .route()
        .handler(c -> json(c, 404, detail("Not Found")))
        .failureHandler(WorkerServer::failed);
  }

  private static JsonObject detail(String text) {
    return new JsonObject().put("detail", text);
  }

  private static void failed(RoutingContext context) {
    WorkerFailure failure =
        context.statusCode() == 400
            ? WorkerFailure.message(400, "Bad request.")
            : WorkerFailure.BROKEN;
    json(context, failure.status(), failure.json());
  }

  private WorkerRoute upscale() {
    IntakeLimits limits = IntakeLimits.of(configuration.limits());
    return new WorkerRoute(
        vertx,
        token(),
        parts.lifecycle(),
        new FormIntake(vertx, limits, parts.spoolFiles()),
        parts.jobs(),
        parts.model(),
        parts.spoolFiles());
  }

  private WorkerToken token() {
    return new WorkerToken(configuration.workerToken());
  }

  private JsonObject names() {
    return new JsonObject().put("pipeline", PIPELINE).put("model_id", parts.model());
  }

  private void hardware(
      RoutingContext context, String field, Function<Hardware.Gpu, JsonObject> view) {
    vertx
        .executeBlocking(Hardware::gpus)
        .onSuccess(gpus -> json(context, 200, names().put(field, byIndex(gpus, view))))
        .onFailure(context::fail);
  }

  private static JsonObject byIndex(
      List<Hardware.Gpu> gpus, Function<Hardware.Gpu, JsonObject> view) {
    JsonObject all = new JsonObject();
    for (int i = 0; i < gpus.size(); i++) {
      all.put(Integer.toString(i), view.apply(gpus.get(i)));
    }
    return all;
  }

  private void metrics(RoutingContext context) {
    if (configuration.metrics() == MetricsAccess.OPERATOR && !token().opens(context.request())) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      json(context, 401, WorkerFailure.BAD_TOKEN.json());
      return;
    }
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
        .end(parts.metrics().get());
  }

  private static void json(RoutingContext context, int status, JsonObject body) {
    if (context.response().headWritten() || context.response().closed()) {
      return;
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    Lingering.end(context.vertx(), context.request(), Buffer.buffer(body.encode()));
  }
}
