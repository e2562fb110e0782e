package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pixelgate.router.exchange.Destination;
import dev.pixelgate.router.exchange.Origin;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrpcCallTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final byte[] QUESTION = {1, 2, 3};

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions()
              .setProtocolVersion(HttpVersion.HTTP_2)
              .setHttp2ClearTextUpgrade(false));

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private int serve(Handler<HttpServerRequest> handler) throws Exception {
    HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1");
    return await(vertx.createHttpServer(options).requestHandler(handler).listen(0)).actualPort();
  }

  private GrpcAnswer ask(int port, Duration timeout) throws Exception {
    Destination.Allowed to =
        new Destination.Allowed(
            new Origin(false, "127.0.0.1", port),
            SocketAddress.inetSocketAddress(port, "127.0.0.1"));
    return await(GrpcCall.ask(vertx, client, to, "net.Some/Method", QUESTION, timeout));
  }

  private GrpcAnswer ask(Handler<HttpServerRequest> handler) throws Exception {
    return ask(serve(handler), LONG);
  }

  private static HttpServerResponse grpc(HttpServerRequest request) {
    return request.response().putHeader("content-type", "application/grpc");
  }

  private static Handler<HttpServerRequest> answering(Buffer body) {
    return request -> {
      HttpServerResponse response = grpc(request);
      response.putTrailer("grpc-status", "0");
      response.end(body);
    };
  }

  private static Handler<HttpServerRequest> refusing(String status, String text) {
    return request ->
        grpc(request).putHeader("grpc-status", status).putHeader("grpc-message", text).end();
  }

  private static Buffer frame(int flag, int length, int sent) {
    return Buffer.buffer().appendByte((byte) flag).appendInt(length).appendBytes(new byte[sent]);
  }

  @Test
  void bringsTheMessage() throws Exception {
    assertEquals(
        new GrpcAnswer.Message(Buffer.buffer(new byte[700])), ask(answering(frame(0, 700, 700))));
  }

  @Test
  void bringsAnEmptyMessage() throws Exception {
    assertEquals(new GrpcAnswer.Message(Buffer.buffer()), ask(answering(frame(0, 0, 0))));
  }

  @Test
  void bringsAMessageThatComesInPieces() throws Exception {
    GrpcAnswer answer =
        ask(
            request -> {
              HttpServerResponse response = grpc(request);
              response.putTrailer("grpc-status", "0");
              response
                  .write(Buffer.buffer(new byte[] {0, 0}))
                  .compose(sent -> response.write(Buffer.buffer(new byte[] {0, 0, 2, 8})))
                  .compose(sent -> response.end(Buffer.buffer(new byte[] {9})));
            });

    assertEquals(new GrpcAnswer.Message(Buffer.buffer(new byte[] {8, 9})), answer);
  }

  @Test
  void asksAsGrpcAsks() throws Exception {
    Promise<HttpServerRequest> asked = Promise.promise();
    Promise<Buffer> body = Promise.promise();
    ask(
        request -> {
          asked.complete(request);
          request.body().onSuccess(body::complete);
          answering(frame(0, 0, 0)).handle(request);
        });

    HttpServerRequest request = await(asked.future());
    assertEquals(HttpVersion.HTTP_2, request.version());
    assertEquals("/net.Some/Method", request.path());
    assertEquals("application/grpc", request.getHeader("content-type"));
    assertEquals("trailers", request.getHeader("te"));
    assertArrayEquals(new byte[] {0, 0, 0, 0, 3, 1, 2, 3}, await(body.future()).getBytes());
  }

  @Test
  void tellsARefusalOfTrailersOnly() throws Exception {
    assertEquals(
        new GrpcAnswer.Refused(new GrpcStatus(2, "insufficient sender reserve")),
        ask(refusing("2", "insufficient sender reserve")));
  }

  @Test
  void tellsARefusalAfterTheHeaders() throws Exception {
    GrpcAnswer answer =
        ask(
            request -> {
              HttpServerResponse response = grpc(request);
              response.putTrailer("grpc-status", "12");
              response.putTrailer("grpc-message", "unknown method");
              response.write("").onComplete(sent -> response.end());
            });

    assertEquals(new GrpcAnswer.Refused(new GrpcStatus(12, "unknown method")), answer);
  }

  @Test
  void makesAStrangersWordsPrintable() throws Exception {
    assertEquals(
        new GrpcAnswer.Refused(new GrpcStatus(13, "proto: a  b+c")),
        ask(refusing("13", "proto:%C2%A0a%0A%1B%20b+c")));
    assertEquals(
        new GrpcAnswer.Refused(new GrpcStatus(13, "100 %zz")), ask(refusing("13", "100 %zz")));
    GrpcAnswer.Refused longOne =
        assertInstanceOf(GrpcAnswer.Refused.class, ask(refusing("2", "x".repeat(5000))));
    assertEquals(200, longOne.status().text().length());
  }

  @Test
  void failsWithoutAStatus() throws Exception {
    assertEquals(
        new GrpcAnswer.Failed("ended its answer without a gRPC status"),
        ask(request -> grpc(request).end(frame(0, 0, 0))));
    assertEquals(
        new GrpcAnswer.Failed("ended its answer without a gRPC status"),
        ask(refusing("-1", "what?")));
  }

  @Test
  void failsOnAnEmptyBody() throws Exception {
    assertEquals(
        new GrpcAnswer.Failed("ended its answer without a whole message"),
        ask(answering(Buffer.buffer())));
  }

  @Test
  void failsOnAMessageThatIsCut() throws Exception {
    assertEquals(
        new GrpcAnswer.Failed("ended its answer without a whole message"),
        ask(answering(frame(0, 10, 9))));
  }

  @Test
  void failsOnMoreThanOneMessage() throws Exception {
    assertEquals(
        new GrpcAnswer.Failed("answered something that is not one gRPC message"),
        ask(answering(frame(0, 10, 11))));
  }

  @Test
  void failsOnACompressedMessage() throws Exception {
    assertEquals(
        new GrpcAnswer.Failed("answered a compressed message"), ask(answering(frame(1, 10, 10))));
  }

  @Test
  void failsOnAnotherContentType() throws Exception {
    assertEquals(
        new GrpcAnswer.Failed("answered something that is not gRPC"),
        ask(request -> request.response().putHeader("content-type", "text/html").end("<html>")));
    assertEquals(
        new GrpcAnswer.Failed("answered something that is not gRPC"),
        ask(request -> request.response().end()));
  }

  @Test
  void failsOnAnotherStatusOfHttp() throws Exception {
    assertEquals(
        new GrpcAnswer.Failed("answered 404 to net.Some/Method"),
        ask(request -> request.response().setStatusCode(404).end("404 page not found")));
  }

  @Test
  void believesNoLengthOverTheLimit() throws Exception {
    assertEquals(
        new GrpcAnswer.Failed("answered more than 262144 bytes"),
        ask(request -> grpc(request).write(frame(0, GrpcCall.MOST_BYTES + 1, 3))));
  }

  @Test
  void resetsAStreamThatNeverEnds() throws Exception {
    Promise<Throwable> reset = Promise.promise();
    GrpcAnswer answer =
        ask(
            request -> {
              HttpServerResponse response = grpc(request);
              response.exceptionHandler(reset::tryComplete);
              pour(response, frame(0, GrpcCall.MOST_BYTES, 64 << 10));
            });

    assertEquals(new GrpcAnswer.Failed("answered more than 262144 bytes"), answer);
    await(reset.future());
  }

  private static void pour(HttpServerResponse response, Buffer bytes) {
    response.write(bytes).onSuccess(sent -> pour(response, Buffer.buffer(new byte[64 << 10])));
  }

  @Test
  void resetsAStreamThatHangs() throws Exception {
    Promise<Throwable> reset = Promise.promise();
    int port = serve(request -> request.response().exceptionHandler(reset::tryComplete));

    assertEquals(
        new GrpcAnswer.Failed("could not be reached: no answer in time"),
        ask(port, Duration.ofMillis(300)));
    await(reset.future());
  }

  @Test
  void saysThatAStreamWasReset() throws Exception {
    assertEquals(
        new GrpcAnswer.Failed("broke off its answer"), ask(request -> request.response().reset()));
  }

  @Test
  void asksOnceMoreWhenTheConnectionWasLost() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Handler<HttpServerRequest> well = answering(frame(0, 0, 0));
    GrpcAnswer answer =
        ask(
            request -> {
              if (asked.getAndIncrement() == 0) {
                request.connection().close();
              } else {
                well.handle(request);
              }
            });

    assertEquals(new GrpcAnswer.Message(Buffer.buffer()), answer);
    assertEquals(2, asked.get());
  }

  @Test
  void saysThatTheConnectionWasCutAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    GrpcAnswer answer =
        ask(
            request -> {
              asked.incrementAndGet();
              request.connection().close();
            });

    assertEquals(
        new GrpcAnswer.Failed("closed the connection before its answer was complete"), answer);
    assertEquals(2, asked.get());
  }

  @Test
  void saysThatNobodyIsThere() throws Exception {
    assertEquals(new GrpcAnswer.Failed("could not be reached: no connection"), ask(1, LONG));
  }

  @Test
  void failsOnOneThatSpeaksSomethingElse() throws Exception {
    int port =
        await(
                vertx
                    .createNetServer()
                    .connectHandler(socket -> socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"))
                    .listen(0, "127.0.0.1"))
            .actualPort();

    assertInstanceOf(GrpcAnswer.Failed.class, ask(port, LONG));
  }
}
