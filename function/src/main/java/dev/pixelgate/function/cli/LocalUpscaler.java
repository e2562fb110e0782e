package dev.pixelgate.function.cli;

import dev.pixelgate.function.assembly.Assembly;
import dev.pixelgate.function.assembly.Platform;
import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FailureBody;
import dev.pixelgate.function.failure.FieldError;
import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.IntakeLimits;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.function.sale.Bills;
import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.function.sale.Terms;
import dev.pixelgate.function.sale.UpscaleSales;
import dev.pixelgate.function.selfhosted.RuntimeMeters;
import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.runtime.ImageRuntime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Upscales on the own runtime, on the same path as the server: priced, capped, checked. */
final class LocalUpscaler implements Upscaler {
  private static final String ACCOUNT = "command-line";

  private final Platform platform;
  private final Configuration configuration;
  private final UpscaleRequest request;
  private final ImageRuntime runtime;
  private final FileResults results;
  private final UpscaleSales sales;

  private LocalUpscaler(
      Platform platform,
      Configuration configuration,
      UpscaleRequest request,
      ImageRuntime runtime,
      TileProgress progress) {
    this.platform = platform;
    this.configuration = configuration;
    this.request = request;
    this.runtime = runtime;
    this.results = new FileResults(platform.vertx());
    this.sales =
        new UpscaleSales(
            new Assembly(platform.vertx(), configuration)
                .ownDispatcher(runtime, new RuntimeMeters(platform.registry()), progress, results),
            Objects.requireNonNull(configuration.defaultModels().get(Pipeline.UPSCALE)),
            Bills.FREE);
  }

  static LocalUpscaler start(
      Configuration configuration, UpscaleRequest request, TileProgress progress) {
    Platform platform = Platform.start();
    try {
      ImageRuntime runtime =
          Waiting.forResult(new Assembly(platform.vertx(), configuration).runtime());
      return new LocalUpscaler(platform, configuration, request, runtime, progress);
    } catch (RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  @Override
  public Upscaled upscale(Task task) {
    LocalImage.Look look;
    try {
      look = LocalImage.at(task.in());
    } catch (IOException e) {
      return new Upscaled.Refused(task, ExitCode.FAILED, "it cannot be read: " + e.getMessage());
    }
    return switch (look) {
      case LocalImage.Look.Bad(String why) -> new Upscaled.Refused(task, ExitCode.FAILED, why);
      case LocalImage.Look.Good(ImagePart image) ->
          limits()
              .refusal(image.picture())
              .map(failure -> refused(task, failure))
              .orElseGet(() -> buy(task, image));
    };
  }

  private IntakeLimits limits() {
    return new IntakeLimits(
        Long.MAX_VALUE,
        Long.MAX_VALUE,
        configuration.limits().side(),
        configuration.limits().inputPixels(),
        configuration.limits().upload());
  }

  private Upscaled buy(Task task, ImagePart image) {
    results.next(task.out());
    UpscaleParameters parameters =
        new UpscaleParameters(
            request.prompt(), request.model(), true, request.seed(), OptionalInt.empty());
    List<Cap> caps =
        request.maxCharge().<Cap>map(max -> new Cap.PerRequest(max, "--max-charge")).stream()
            .toList();
    Terms terms =
        new Terms(
            ACCOUNT,
            ACCOUNT,
            caps,
            Optional.empty(),
            configuration.limits().request(),
            Duration.ZERO,
            0,
            true,
            Optional.empty());
    long start = System.nanoTime();
    Sale sale =
        Waiting.forResult(
            onEventLoop(
                platform.vertx(), () -> sales.sell(image, parameters, terms, new Cancellation())));
    long millis = (System.nanoTime() - start) / 1_000_000;
    return switch (sale) {
      case Sale.Done done -> done(task, done, millis);
      case Sale.Reused r -> throw new IllegalStateException("a command reuses nothing");
      case Sale.NotDone notDone -> refused(task, notDone.failure());
    };
  }

  private static Upscaled done(Task task, Sale.Done sale, long millis) {
    String size;
    try {
      // Read from the result: a picture that its EXIF turns has other sides than are stored.
      size = LocalImage.size(task.out());
    } catch (IOException e) {
      return new Upscaled.Refused(
          task, ExitCode.FAILED, "its result cannot be read: " + e.getMessage());
    }
    return new Upscaled.Done(
        task,
        size,
        sale.charge().toString(),
        sale.sold().offer().orchestrator(),
        sale.model(),
        millis);
  }

  private static <T> Future<T> onEventLoop(Vertx vertx, Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    vertx.getOrCreateContext().runOnContext(v -> work.get().onComplete(promise));
    return promise.future();
  }

  private static Upscaled refused(Task task, Failure failure) {
    boolean price = failure instanceof Failure.OverCap || failure instanceof Failure.OverBudget;
    int code = price ? ExitCode.REFUSED_FOR_PRICE : ExitCode.FAILED;
    return new Upscaled.Refused(task, code, message(failure));
  }

  private static String message(Failure failure) {
    if (failure instanceof Failure.Invalid(List<FieldError> errors)) {
      return errors.stream()
          .map(error -> error.field() + ": " + error.message())
          .collect(Collectors.joining("; "));
    }
    return Optional.ofNullable(FailureBody.of(failure).json().getJsonObject("detail"))
        .map(detail -> detail.getString("msg"))
        .orElse("failed");
  }

  @Override
  public void close() {
    Waiting.forResult(runtime.close());
    platform.close();
  }
}
