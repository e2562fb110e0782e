package dev.pixelgate.router.attempt;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;

/** What the JSON of a success says. */
sealed interface ImageAnswer {
  /**
   * One image.
   *
   * @param url {@link AnswerScanner#PICTURE_MARK} for a picture that was in the answer itself
   * @param seed below 2^53: published clients read it as a double or refuse it
   */
  record Image(String url, long seed, boolean nsfw) implements ImageAnswer {}

  /** Not what was promised, as a phrase after the seller's name. */
  record Unusable(String problem) implements ImageAnswer {}

  /**
   * Reads {@code {"images":[{"url","seed","nsfw"}]}}.
   *
   * @param asked the seed that was asked for; it stands in for a missing or unusable one
   */
  static ImageAnswer of(Buffer json, OptionalLong asked) {
    Object parsed;
    try {
      parsed = json.toJsonValue();
    } catch (DecodeException e) {
      return new Unusable("answered 200 with something that is not JSON");
    }
    if (!(parsed instanceof JsonObject answer)
        || !(answer.getValue("images") instanceof JsonArray images)) {
      return new Unusable("answered 200 without images");
    }
    if (images.size() != 1) {
      return new Unusable("answered " + images.size() + " images, 1 was due");
    }
    return images.getValue(0) instanceof JsonObject image
        ? image(image, asked)
        : new Unusable("answered an image that is not an object");
  }

  private static ImageAnswer image(JsonObject image, OptionalLong asked) {
    if (!(image.getValue("url") instanceof String url)) {
      return new Unusable("answered an image without a url");
    }
    OptionalLong answered = seed(image.getValue("seed"));
    OptionalLong seed = answered.isPresent() ? answered : asked;
    if (seed.isEmpty()) {
      return new Unusable("answered without a seed from 0 to 2^53 - 1");
    }
    return new Image(url, seed.getAsLong(), Boolean.TRUE.equals(image.getValue("nsfw")));
  }

  private static OptionalLong seed(Object value) {
    boolean whole = value instanceof Integer || value instanceof Long;
    long seed = whole ? ((Number) value).longValue() : -1;
    return seed >= 0 && seed < 1L << 53 ? OptionalLong.of(seed) : OptionalLong.empty();
  }
}
