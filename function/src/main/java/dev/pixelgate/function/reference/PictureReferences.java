package dev.pixelgate.function.reference;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.FieldsAhead;
import dev.pixelgate.function.intake.References;
import dev.pixelgate.function.intake.Referred;
import dev.pixelgate.function.upload.UploadStore;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/** Tells what a text in the place of a picture names. Any thread. */
public record PictureReferences(UploadStore uploads, UrlPictures urls) {
  private static final String UPLOAD = "upl_";

  /**
   * What this account's form may name.
   *
   * @param unfit why the form is refused whatever its picture is: nothing is fetched for it then
   */
  public References of(String account, Function<FieldsAhead, Optional<Failure>> unfit) {
    return (fields, stop) ->
        fields
            .text("image")
            .flatMap(text -> named(text, account))
            .map(
                search ->
                    unfit
                        .apply(fields)
                        .map(PictureReferences::refused)
                        .orElseGet(() -> search.begin(stop)));
  }

  private Optional<Search> named(String text, String account) {
    if (text.startsWith(UPLOAD)) {
      return Optional.of(stop -> uploads.open(text, account, stop));
    }
    return UrlPictures.isUrl(text) ? Optional.of(stop -> urls.fetch(text, stop)) : Optional.empty();
  }

  private static Future<Referred> refused(Failure failure) {
    return Future.succeededFuture(new Referred.Refused(failure));
  }

  /** Not begun. */
  @FunctionalInterface
  private interface Search {
    Future<Referred> begin(Cancellation stop);
  }
}
