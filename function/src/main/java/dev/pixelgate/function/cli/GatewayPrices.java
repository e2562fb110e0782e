package dev.pixelgate.function.cli;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Map;

/** Another gateway's price board. Blocking. */
record GatewayPrices(GatewayClient client) implements AutoCloseable {

  /** The board as that gateway answers it. */
  JsonObject board(Map<String, String> query) {
    HttpRequest<Buffer> get = client.get("/v1/prices");
    query.forEach(get::addQueryParam);
    try {
      HttpResponse<Buffer> answer = Waiting.forResult(get.send());
      if (answer.statusCode() != 200) {
        throw failed(" answered " + GatewayClient.message(answer));
      }
      JsonObject board = GatewayClient.json(answer);
      if (!(board.getValue("offers") instanceof JsonArray)) {
        throw failed(" answered no list of prices");
      }
      return board;
    } catch (DecodeException notJson) {
      throw failed(" answered no JSON");
    }
  }

  private CommandFailedException failed(String what) {
    return new CommandFailedException(client.base() + what);
  }

  @Override
  public void close() {
    client.close();
  }
}
