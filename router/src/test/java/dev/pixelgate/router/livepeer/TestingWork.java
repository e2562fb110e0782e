package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.livepeer.TestingFault.Kind;
import dev.pixelgate.router.livepeer.TestingGate.Refusal;
import dev.pixelgate.router.livepeer.chain.TestingTill;
import dev.pixelgate.router.livepeer.chain.TestingTill.Receipt;
import dev.pixelgate.router.livepeer.wire.Payment;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes the jobs of a {@link TestingNode}, and judges each in a real one's order: body, payment and
 * credentials as they are written, picture, slot, tickets, balance. Then it is done.
 */
final class TestingWork {
  private static final Set<PictureFormat> READ =
      EnumSet.of(PictureFormat.PNG, PictureFormat.JPEG, PictureFormat.GIF);

  private final Vertx vertx;
  private final Supplier<TestingPlan> plan;
  private final TestingGate gate;
  private final TestingFaults faults;
  private final TestingCraft craft;
  private final Consumer<TestingJob> arrived;
  private final Map<Capability, Integer> running = new ConcurrentHashMap<>();
  private final Map<Capability, Integer> lost = new ConcurrentHashMap<>();

  TestingWork(
      Vertx vertx,
      Supplier<TestingPlan> plan,
      TestingGate gate,
      TestingFaults faults,
      TestingMedia media,
      Consumer<TestingJob> arrived) {
    this.vertx = vertx;
    this.plan = plan;
    this.gate = gate;
    this.faults = faults;
    this.craft = new TestingCraft(vertx, media);
    this.arrived = arrived;
  }

  /** How many slots of this model are idle now. */
  int idle(Capability capability) {
    int slots = plan.get().model(capability).map(TestingModel::slots).orElse(0);
    int taken = running.getOrDefault(capability, 0) + lost.getOrDefault(capability, 0);
    return Math.max(0, slots - taken);
  }

  /** All slots are there again. */
  void forget() {
    lost.clear();
  }

  void handle(HttpServerRequest request, Pipeline pipeline) {
    TestingJob.read(request)
        .onSuccess(
            job -> {
              arrived.accept(job);
              faults.next(fault -> judge(request, pipeline, job, fault));
            })
        .onFailure(
            failure -> TestingTask.refuse(request, new Refusal(400, "" + failure.getMessage())));
  }

  private void judge(
      HttpServerRequest request, Pipeline pipeline, TestingJob job, TestingFault fault) {
    String model = job.fields().get("model_id");
    Optional<Refusal> refusal =
        gate.refusal(job.headers(), plan.get())
            .or(() -> isReadable(pipeline, job) ? Optional.empty() : unknownFormat());
    if (fault.is(Kind.BEFORE_PAYMENT)) {
      TestingTask.reset(request);
    } else if (refusal.isPresent()) {
      TestingTask.refuse(request, refusal.get());
    } else if (model == null) {
      TestingTask.reset(request);
    } else if (model.isEmpty()
        || fault.is(Kind.FULL)
        || idle(new Capability(pipeline, model)) == 0) {
      TestingTask.refuse(request, new Refusal(503, "insufficient capacity"));
    } else {
      run(task(request, new Capability(pipeline, model), job, fault));
    }
  }

  private static boolean isReadable(Pipeline pipeline, TestingJob job) {
    return pipeline == Pipeline.TEXT_TO_IMAGE
        || job.picture().map(Picture::format).filter(READ::contains).isPresent();
  }

  private static Optional<Refusal> unknownFormat() {
    return Optional.of(new Refusal(400, "image: unknown format"));
  }

  private TestingTask task(
      HttpServerRequest request, Capability capability, TestingJob job, TestingFault fault) {
    return new TestingTask(
        request,
        capability,
        job,
        gate.payment(job.headers()),
        gate.till(),
        fault,
        died -> lost.merge(died, 1, Integer::sum));
  }

  /** The slot is free again when it is answered, or when the caller went away. */
  private void run(TestingTask task) {
    running.merge(task.capability(), 1, Integer::sum);
    AtomicBoolean taken = new AtomicBoolean(true);
    Runnable once =
        () -> {
          if (taken.getAndSet(false)) {
            running.merge(task.capability(), -1, Integer::sum);
            if (task.fault().is(Kind.WHEN_CALLER_HAS_GONE)) {
              task.charge();
            }
          }
        };
    task.request().response().endHandler(end -> once.run()).closeHandler(closed -> once.run());
    task.request().response().exceptionHandler(reset -> once.run());
    if (isPaid(task)) {
      work(task);
    }
  }

  private void work(TestingTask task) {
    long millis = plan.get().needs().toMillis();
    if (millis == 0) {
      craft.work(task, plan.get());
    } else {
      vertx.setTimer(millis, done -> craft.work(task, plan.get()));
    }
  }

  /** Whether it goes on; otherwise it has ended. */
  private static boolean isPaid(TestingTask task) {
    if (task.till().isEmpty()) {
      return true;
    }
    TestingTill till = task.till().get();
    Payment payment = task.payment();
    switch (till.receive(payment, task.manifest())) {
      case Receipt.Taken() -> {
        if (task.fault().is(Kind.AFTER_PAYMENT)) {
          TestingTask.reset(task.request());
          return false;
        }
        if (till.suffices(payment, task.manifest())) {
          return true;
        }
        TestingTask.refuse(task.request(), new Refusal(400, "Insufficient balance"));
      }
      case Receipt.Refused(String text) ->
          TestingTask.refuse(task.request(), new Refusal(400, text));
      case Receipt.Panicked() -> task.panic();
    }
    return false;
  }
}
