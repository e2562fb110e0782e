package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.livepeer.wire.OrchestratorRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Our client beside every byte that a real orchestrator sent on a connection, after TLS. */
class RecordedConnectionTest {
  private static final Capability X4 =
      new Capability(Pipeline.UPSCALE, "stabilityai/stable-diffusion-x4-upscaler");
  private static final int PREFACE = 24;
  private static final int FRAME_HEAD = 9;
  private static final int FIRST_TWO_FRAMES = FRAME_HEAD + 30 + FRAME_HEAD + 4;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<Buffer> question = new AtomicReference<>(Buffer.buffer());

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** Greets as the real one did, and answers once the question is there. */
  private void serve(NetSocket socket) {
    Buffer recorded = Buffer.buffer(Recorded.bytes("gateway-upscale-warm.connection-s2c.bin"));
    socket.write(recorded.slice(0, FIRST_TWO_FRAMES));
    Buffer received = Buffer.buffer();
    socket.handler(
        bytes -> {
          received.appendBuffer(bytes);
          int stream = questioned(received);
          if (stream > 0) {
            socket.write(onStream(stream, recorded.getBuffer(FIRST_TWO_FRAMES, recorded.length())));
          }
        });
  }

  /** The stream whose question is whole, which is kept; 0 when none is yet. */
  private int questioned(Buffer received) {
    for (int at = PREFACE; at + FRAME_HEAD <= received.length(); ) {
      int end = at + FRAME_HEAD + received.getMedium(at);
      boolean data = received.getByte(at + 3) == 0;
      boolean last = (received.getByte(at + 4) & 1) == 1;
      if (data && end <= received.length()) {
        question.get().appendBuffer(received.getBuffer(at + FRAME_HEAD, end));
        if (last) {
          return received.getInt(at + 5);
        }
      }
      at = end;
    }
    return 0;
  }

  /** A gateway in Go counts its streams from 1, one on Netty from 3. */
  private static Buffer onStream(int stream, Buffer frames) {
    for (int at = 0; at < frames.length(); at += FRAME_HEAD + frames.getMedium(at)) {
      if (frames.getInt(at + 5) == 1) {
        frames.setInt(at + 5, stream);
      }
    }
    return frames;
  }

  private Session ask() throws Exception {
    NetServer server =
        await(vertx.createNetServer().connectHandler(this::serve).listen(0, "127.0.0.1"));
    Opener opener =
        new Opener(
            vertx,
            InstantSource.system(),
            URI.create("http://127.0.0.1:" + server.actualPort()),
            Destinations.ANY,
            new TestingClients(vertx),
            Payments.NONE);

    return assertInstanceOf(
            Opening.Open.class, await(opener.open(Optional.of(X4), Duration.ofSeconds(20))))
        .session();
  }

  @Test
  void readsTheAnswerAsItWasSent() throws Exception {
    Session session = ask();

    assertEquals(URI.create("https://127.0.0.1:21936"), session.transcoder());
    assertEquals("d58bfb26", session.info().getAuthToken().getSessionId());
    assertArrayEquals(
        Recorded.bytes("gateway-upscale-warm.response.bin"), session.bytes().toByteArray());
  }

  @Test
  void asksInAFrameOfTheRecordedShape() throws Exception {
    ask();

    Buffer sent = question.get();
    OrchestratorRequest theirs =
        Recorded.message("gateway-upscale-warm.request.bin", OrchestratorRequest.parser());
    OrchestratorRequest ours = OrchestratorRequest.parseFrom(sent.getBytes(5, sent.length()));
    assertEquals(sent.length() - 5, sent.getInt(1));
    assertEquals(
        theirs,
        ours.toBuilder()
            .setCapabilities(
                ours.getCapabilities().toBuilder()
                    .setVersion(theirs.getCapabilities().getVersion()))
            .build());
  }
}
