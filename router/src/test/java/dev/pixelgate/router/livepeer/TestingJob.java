package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureWalk;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A job that arrived whole at a {@link TestingNode}.
 *
 * @param fields of the form or of the JSON object, as text
 * @param image the bytes of the part {@code image}; empty when there is none
 */
public record TestingJob(
    String path, HttpVersion version, MultiMap headers, MultiMap fields, Buffer image) {

  /** Reads one; fails with what a real orchestrator says to a body that is none. */
  static Future<TestingJob> read(HttpServerRequest request) {
    String type = Optional.ofNullable(request.getHeader("content-type")).orElse("");
    if (request.path().equals("/text-to-image")) {
      return request.body().map(body -> json(request, body));
    }
    if (!type.startsWith("multipart/form-data")) {
      return Future.failedFuture("request Content-Type isn't multipart/form-data");
    }
    Buffer image = Buffer.buffer();
    request.setExpectMultipart(true);
    request.uploadHandler(
        upload ->
            upload.handler(
                chunk -> {
                  if (upload.name().equals("image")) {
                    image.appendBuffer(chunk);
                  }
                }));
    return request
        .end()
        .map(
            end ->
                new TestingJob(
                    request.path(),
                    request.version(),
                    request.headers(),
                    request.formAttributes(),
                    image));
  }

  private static TestingJob json(HttpServerRequest request, Buffer body) {
    MultiMap fields = MultiMap.caseInsensitiveMultiMap();
    new JsonObject(body).forEach(field -> fields.add(field.getKey(), "" + field.getValue()));
    return new TestingJob(
        request.path(), request.version(), request.headers(), fields, Buffer.buffer());
  }

  /** Format and size of the image, when it is one. */
  Optional<Picture> picture() {
    PictureWalk walk = new PictureWalk();
    walk.accept(image.getBytes(), 0, image.length());
    return walk.picture();
  }

  int number(String field, int otherwise) {
    return Optional.ofNullable(fields.get(field)).map(Integer::parseInt).orElse(otherwise);
  }
}
