package dev.pixelgate.function.cli;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.util.Optional;

/** The price board of a gateway that runs. */
record GatewayPrices(URI gateway, Optional<String> key) implements Prices {

  @Override
  public JsonObject board(PricesRequest request) {
    try (GatewayClient client = GatewayClient.of(gateway, key)) {
      return board(client, request);
    }
  }

  private static JsonObject board(GatewayClient client, PricesRequest request) {
    HttpRequest<Buffer> get = client.get("/v1/prices");
    request.query().forEach(get::addQueryParam);
    try {
      HttpResponse<Buffer> answer = Waiting.forResult(get.send());
      if (answer.statusCode() != 200) {
        throw failed(client, " answered " + GatewayClient.message(answer));
      }
      JsonObject board = GatewayClient.json(answer);
      if (!(board.getValue("offers") instanceof JsonArray)) {
        throw failed(client, " answered no list of prices");
      }
      return board;
    } catch (DecodeException notJson) {
      throw failed(client, " answered no JSON");
    }
  }

  private static CommandFailedException failed(GatewayClient client, String what) {
    return new CommandFailedException(client.base() + what);
  }
}
