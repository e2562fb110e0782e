package dev.pixelgate.function.lambda;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FailureBody;
import io.vertx.core.json.JsonObject;

/** What is too much for Lambda: 6 MB of JSON for a request, and for an answer in one piece. */
final class InlineLimit {
  /** Of a request's body: in base64 it is 5.6 MB, which leaves some for its headers. */
  static final int REQUEST_BYTES = 4 * 1024 * 1024;

  /** Of an answer's JSON; Lambda itself refuses from 100 bytes more on. */
  static final int ANSWER_BYTES = 6 * 1024 * 1024;

  private static final String UPLOADS = "/v1/uploads";

  private InlineLimit() {}

  static FailureBody request(int bytes) {
    return pointing(
        new Failure.TooLarge("the request's body", bytes, REQUEST_BYTES, "bytes"),
        "; on Lambda a larger picture comes by POST "
            + UPLOADS
            + " (with media.url: s3://...; files stay in one environment), from an https URL"
            + " (inputs.https), or as a smaller file: JPEG or lossy WebP");
  }

  /**
   * The body of such an answer.
   *
   * @param bytes of its body, negative where nobody knows
   */
  static FailureBody answer(long bytes) {
    return pointing(
        new Failure.TooLarge("the answer", bytes, ANSWER_BYTES, "bytes"),
        " that an answer in one piece may have on Lambda, a picture in base64; ask for the media's"
            + " URL in pieces (Range: bytes=0-4194303), or of a function URL that streams"
            + " (lambda.invoke-mode: response-stream); large inputs come by POST "
            + UPLOADS);
  }

  private static FailureBody pointing(Failure failure, String hint) {
    FailureBody plain = FailureBody.of(failure);
    JsonObject detail = plain.json().getJsonObject("detail");
    detail.put("msg", detail.getString("msg") + hint).put("uploads", UPLOADS);
    return plain;
  }
}
