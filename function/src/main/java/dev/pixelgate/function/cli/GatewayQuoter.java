package dev.pixelgate.function.cli;

import dev.pixelgate.pricing.JobSize;
import dev.pixelgate.pricing.Pipeline;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Optional;

/** Has a gateway promise a price. */
record GatewayQuoter(GatewayClient client, Optional<String> model) implements Quoter {
  @Override
  public Quoted quote(JobSize size) {
    JsonObject wish =
        new JsonObject()
            .put("pipeline", Pipeline.UPSCALE.wireName())
            .put("width", size.width())
            .put("height", size.height());
    model.ifPresent(id -> wish.put("model_id", id));
    try {
      HttpResponse<Buffer> answer =
          Waiting.forResult(client.post("/v1/quotes").sendJsonObject(wish));
      if (answer.statusCode() != 200) {
        int code = answer.statusCode() == 402 ? ExitCode.REFUSED_FOR_PRICE : ExitCode.FAILED;
        return new Quoted.Refused(code, GatewayClient.message(answer));
      }
      JsonObject quote = GatewayClient.json(answer);
      quote.remove("offers");
      return new Quoted.Priced(quote);
    } catch (DecodeException e) {
      return new Quoted.Refused(ExitCode.FAILED, client.base() + " answered no JSON");
    } catch (CommandFailedException e) {
      return new Quoted.Refused(ExitCode.FAILED, client.base() + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
