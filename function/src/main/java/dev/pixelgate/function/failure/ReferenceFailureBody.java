package dev.pixelgate.function.failure;

/** How the failures of pictures are said that are named instead of brought. */
final class ReferenceFailureBody {
  private static final String FAILED = "reference-failed";

  private ReferenceFailureBody() {}

  static FailureBody of(Failure.OfReference failure) {
    return switch (failure) {
      case Failure.OfReference.Bad f -> FailureBody.plain(400, "bad-reference", f.message());
      case Failure.OfReference.Barred f ->
          FailureBody.plain(403, "reference-forbidden", f.message());
      case Failure.OfReference.Unknown f -> FailureBody.plain(404, "unknown-upload", f.message());
      case Failure.OfReference.Taken f ->
          FailureBody.plain(
              409,
              "upload-taken",
              "upload %s is here already; POST /v1/uploads gives another place"
                  .formatted(f.upload()));
      case Failure.OfReference.BeingPut f ->
          FailureBody.plain(
              409,
              "upload-taken",
              "upload %s is put by another request just now; POST /v1/uploads gives another place"
                  .formatted(f.upload()));
      case Failure.OfReference.Unavailable f -> FailureBody.plain(502, FAILED, f.message());
      case Failure.OfReference.Late f ->
          FailureBody.plain(
              504,
              FAILED,
              "the picture could not be fetched within %d ms (limits.upload)"
                  .formatted(f.limit().toMillis()));
    };
  }
}
