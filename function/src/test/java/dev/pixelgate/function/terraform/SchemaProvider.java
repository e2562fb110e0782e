package dev.pixelgate.function.terraform;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A Terraform provider that has a schema and nothing else: it finds every configuration right, and
 * refuses to plan, read or apply anything. Terraform is told to use it where it runs ({@code
 * TF_REATTACH_PROVIDERS}), so that nothing is installed, no process is started and no certificate
 * is made; there is one for all runs.
 *
 * <p>It speaks gRPC over plain HTTP/2: a request of one message is answered with one message.
 */
final class SchemaProvider implements AutoCloseable {
  private static final String SERVICE = "/tfplugin6.Provider/";

  /** Answered with an empty message, which says that there is nothing to say against it. */
  private static final Set<String> AGREES =
      Set.of(
          "ValidateProviderConfig",
          "ValidateResourceConfig",
          "ValidateDataResourceConfig",
          "StopProvider");

  private static final String OK = "0";
  private static final String UNIMPLEMENTED = "12";

  private final String address;
  private final String version;
  private final Buffer schema;
  private final HttpServer server;

  private SchemaProvider(Vertx vertx, String address, String version, byte[] schema) {
    this.address = address;
    this.version = version;
    this.schema = frame(schema);
    this.server = vertx.createHttpServer();
  }

  /** Serves the provider of a file that {@code terraform/schemas/refresh.sh} has written. */
  static SchemaProvider start(Vertx vertx, Path file) throws IOException {
    JsonObject whole = new JsonObject(Files.readString(file));
    JsonObject providers = whole.getJsonObject("provider_schemas");
    String address = providers.fieldNames().iterator().next();
    SchemaProvider provider =
        new SchemaProvider(
            vertx,
            address,
            whole.getString("provider_version"),
            SchemaMessage.response(providers.getJsonObject(address)));
    provider.server.requestHandler(provider::answer).listen(0, "127.0.0.1").await();
    return provider;
  }

  /** Such as {@code registry.terraform.io/hashicorp/aws}. */
  String address() {
    return address;
  }

  /** Of the real provider, whose schema this is. */
  String version() {
    return version;
  }

  /** What Terraform has to know to find it. */
  JsonObject reattach() {
    return new JsonObject()
        .put("Protocol", "grpc")
        .put("ProtocolVersion", 6)
        .put("Pid", ProcessHandle.current().pid())
        .put("Test", true) // it is not Terraform's to end
        .put(
            "Addr",
            new JsonObject()
                .put("Network", "tcp")
                .put("String", "127.0.0.1:" + server.actualPort()));
  }

  private void answer(HttpServerRequest request) {
    String method =
        request.path().startsWith(SERVICE) ? request.path().substring(SERVICE.length()) : "";
    request.handler(message -> {});
    if (method.equals("GetProviderSchema")) {
      request.endHandler(end -> send(request.response(), schema));
    } else if (AGREES.contains(method)) {
      request.endHandler(end -> send(request.response(), frame(new byte[0])));
    } else {
      // Also what the connection itself asks for, such as the provider's standard output.
      refuse(request.response(), "a schema-only provider does not do " + request.path());
    }
  }

  private static void send(HttpServerResponse response, Buffer message) {
    response.putHeader("content-type", "application/grpc");
    response.putTrailer("grpc-status", OK);
    ended(response.end(message));
  }

  private static void refuse(HttpServerResponse response, String why) {
    response.putHeader("content-type", "application/grpc");
    response.putHeader("grpc-status", UNIMPLEMENTED).putHeader("grpc-message", why);
    ended(response.end());
  }

  /** Whoever has left needs no answer. */
  private static void ended(Future<Void> end) {
    end.otherwiseEmpty();
  }

  /** A message as gRPC sends it: not compressed, its length, itself. */
  private static Buffer frame(byte[] message) {
    return Buffer.buffer().appendByte((byte) 0).appendInt(message.length).appendBytes(message);
  }

  @Override
  public void close() {
    server.close().await();
  }
}
