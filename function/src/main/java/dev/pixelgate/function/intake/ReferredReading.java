package dev.pixelgate.function.intake;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;

/**
 * A picture that a form names, while it is fetched: once, through the same walk as one that is
 * brought. It ends once, and nothing is fetched after that. Confined to one event loop.
 */
final class ReferredReading {
  private final FormIntake intake;
  private final Map<String, String> fields;
  private final FormIntake.Wishes wishes;
  private final Promise<Intake> end = Promise.promise();
  private final Cancellation stop = new Cancellation();
  private Optional<ImageCollector> image = Optional.empty();
  private boolean looked;

  /**
   * Not begun.
   *
   * @param fields all of the form
   */
  ReferredReading(FormIntake intake, Map<String, String> fields, FormIntake.Wishes wishes) {
    this.intake = intake;
    this.fields = fields;
    this.wishes = wishes;
  }

  /** Begins; nothing when no picture is named. */
  Optional<Future<Intake>> start() {
    return wishes.references().find(ahead(), stop).map(this::await);
  }

  private FieldsAhead ahead() {
    return new FieldsAhead(fields, true);
  }

  private Future<Intake> await(Future<Referred> search) {
    long timer =
        intake
            .vertx()
            .setTimer(
                intake.limits().upload().toMillis(),
                late -> refuse(new Failure.OfReference.Late(intake.limits().upload())));
    end.future()
        .onComplete(
            ended -> {
              intake.vertx().cancelTimer(timer);
              stop.cancel();
            });
    wishes.client().onCancel(() -> refuse(new Failure.ClientGone()));
    search.onSuccess(this::found).onFailure(end::tryFail);
    return end.future();
  }

  private void found(Referred referred) {
    switch (referred) {
      case Referred.Refused(Failure failure) -> refuse(failure);
      case Referred.Found found when !end.future().isComplete() -> take(found);
      case Referred.Found late -> {}
    }
  }

  private void take(Referred.Found found) {
    PictureSource source = PictureSource.referred(found, intake.limits());
    ImageCollector collector = new ImageCollector(intake, source, this::refuse);
    image = Optional.of(collector);
    collector.image().onSuccess(part -> part.ifPresent(this::complete));
    found
        .bytes()
        .exceptionHandler(cause -> refuse(found.broken().apply(cause)))
        .handler(chunk -> received(collector, chunk))
        .endHandler(all -> collector.end())
        .resume();
  }

  private void received(ImageCollector collector, Buffer chunk) {
    collector.accept(chunk);
    if (!looked && collector.picture().isPresent()) {
      looked = true;
      wishes
          .look()
          .look(ahead(), collector.picture().get())
          .onSuccess(early -> early.ifPresent(this::endWith));
    }
  }

  private void complete(ImagePart part) {
    Form form = new Form(fields, Optional.of(part));
    if (!end.tryComplete(new Intake.Complete(form))) {
      form.deleteSpooled(intake.vertx().fileSystem());
    }
  }

  private void refuse(Failure failure) {
    endWith(new Intake.Refused(failure));
  }

  private void endWith(Intake early) {
    if (end.tryComplete(early)) {
      image.ifPresent(ImageCollector::discard);
    }
  }
}
