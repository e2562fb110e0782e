package dev.pixelgate.function.cli;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Brings a picture to a gateway ahead of the request that names it. Blocking. */
record GatewayUpload(GatewayClient client) {
  /**
   * What to name it by; nothing where the gateway has no place for uploads.
   *
   * @throws IOException with a message for people
   */
  Optional<String> put(Path picture) throws IOException {
    long size = Files.size(picture);
    HttpResponse<Buffer> answer =
        Waiting.forResult(
            client.post("/v1/uploads").sendJsonObject(new JsonObject().put("size", size)));
    if (answer.statusCode() == 404 || answer.statusCode() == 405) {
      return Optional.empty();
    }
    if (answer.statusCode() != 201) {
      throw new IOException(GatewayClient.message(answer));
    }
    JsonObject place = GatewayClient.json(answer);
    send(picture, place);
    return Optional.of(place.getString("id"));
  }

  /**
   * The URL is the secret of this one picture; the key is none of its host's business. All of the
   * picture is in memory, as its result will be, which is larger.
   */
  private void send(Path picture, JsonObject place) throws IOException {
    HttpRequest<Buffer> put = client.putMedia(place.getString("url"));
    place
        .getJsonObject("headers", new JsonObject())
        .forEach(header -> put.putHeader(header.getKey(), String.valueOf(header.getValue())));
    Buffer bytes = Waiting.forResult(client.vertx().fileSystem().readFile(picture.toString()));
    HttpResponse<Buffer> answer = Waiting.forResult(put.sendBuffer(bytes));
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("the place for the picture answered %d".formatted(answer.statusCode()));
    }
  }
}
