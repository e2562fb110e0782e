package dev.pixelgate.function.cli;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** The statements of a gateway that runs. */
record GatewayStatements(URI gateway, Optional<String> key) implements Statements {
  @Override
  public JsonObject json(Optional<String> account, Optional<String> from, Optional<String> until) {
    try {
      return new JsonObject(ask("application/json", account, from, until));
    } catch (DecodeException e) {
      throw new CommandFailedException(gateway + " answered no JSON", e);
    }
  }

  @Override
  public JsonObject payments() {
    JsonObject statement = json(Optional.empty(), Optional.empty(), Optional.empty());
    if (statement.getValue("payments") instanceof JsonObject payments) {
      return payments;
    }
    throw new CommandFailedException(gateway + " tells that to operators only: --key K of one");
  }

  @Override
  public String csv(Optional<String> account, Optional<String> from, Optional<String> until) {
    return ask("text/csv", account, from, until);
  }

  private String ask(
      String type, Optional<String> account, Optional<String> from, Optional<String> until) {
    try (GatewayClient client = GatewayClient.of(gateway, key)) {
      HttpRequest<Buffer> get = client.get("/v1/account").putHeader("Accept", type);
      account.ifPresent(name -> get.addQueryParam("account", name));
      from.ifPresent(day -> get.addQueryParam("from", day));
      until.ifPresent(day -> get.addQueryParam("until", day));
      HttpResponse<Buffer> answer = Waiting.forResult(get.send());
      if (answer.statusCode() != 200) {
        throw new CommandFailedException(
            client.base() + " answered " + GatewayClient.message(answer));
      }
      return Objects.requireNonNullElse(answer.bodyAsString(), "");
    }
  }
}
