package dev.pixelgate.function.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.LooseMedia;
import dev.pixelgate.router.ResultWriter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that were bought and that the disk does not take. */
@ExtendWith(VertxExtension.class)
class LooseResultTest {
  private static final int PIECE = 100_000;

  @TempDir Path folder;
  private TestingMedia media;

  @BeforeEach
  void open(Vertx vertx) throws IOException {
    media = new TestingMedia(vertx, folder.resolve("data"));
  }

  @AfterEach
  void close() throws IOException {
    media.close();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static Future<Void> write(ResultWriter writer, byte[] all) {
    Buffer whole = Buffer.buffer(all);
    Future<Void> written = Future.succeededFuture();
    for (int from = 0; from < all.length; from += PIECE) {
      Buffer piece = whole.slice(from, Math.min(all.length, from + PIECE));
      written = written.compose(before -> writer.write(piece));
    }
    return written;
  }

  /** As the router does: publish, and rescue when that fails. */
  private LooseMedia loose(byte[] all) throws Exception {
    return media.await(
        () -> {
          ResultWriter writer = media.store.open("acme");
          return write(writer, all)
              .compose(written -> writer.publish(new Cancellation()))
              .transform(
                  published ->
                      published.failed()
                          ? writer.rescue()
                          : Future.failedFuture(new AssertionError("it was published")));
        });
  }

  private byte[] read(LooseMedia loose) throws Exception {
    Buffer all = Buffer.buffer();
    while (all.length() < loose.size()) {
      all.appendBuffer(media.await(() -> loose.read(all.length(), PIECE)));
    }
    return all.getBytes();
  }

  private void noMediaFolder() throws IOException {
    Files.writeString(folder.resolve("data/media"), "a file");
  }

  private void noSpoolFolder() throws IOException {
    Files.delete(media.spool.newFile().getParent());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 300_000, 1_000_000})
  void isReadFromTheSpoolWhenItCannotBeNamed(int length) throws Exception {
    noMediaFolder();
    LooseMedia loose = loose(bytes(length));

    assertEquals(length, loose.size());
    assertArrayEquals(bytes(length), read(loose));
    assertEquals(1, media.spooled().size());
    media.await(loose::discard);
    assertEquals(List.of(), media.spooled());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 300_000, 1_000_000})
  void isReadFromMemoryWhenItCannotBeSpooled(int length) throws Exception {
    noSpoolFolder();
    LooseMedia loose = loose(bytes(length));

    assertArrayEquals(bytes(length), read(loose));
    media.await(loose::discard);
  }

  @Test
  void isNoneWhenItIsLargerThanAnAnswerHolds() throws Exception {
    noMediaFolder();
    byte[] large = new byte[(int) FileResultWriter.MOST_LOOSE_BYTES + 1];

    Throwable failure = media.failure(() -> loosely(large));

    assertTrue(failure.getMessage().contains("50331648 bytes"), failure::getMessage);
    assertEquals(List.of(), media.spooled());
  }

  private Future<LooseMedia> loosely(byte[] all) {
    ResultWriter writer = media.store.open("acme");
    return write(writer, all)
        .compose(written -> writer.publish(new Cancellation()))
        .transform(published -> writer.rescue());
  }

  @Test
  void takesNoMoreMemoryThanIsReservedAndGivesItBack() throws IOException {
    MemoryReserve reserve = new MemoryReserve(1_000);
    SpooledResult one = new SpooledResult(folder.resolve("nowhere/1"), reserve);
    SpooledResult two = new SpooledResult(folder.resolve("nowhere/2"), reserve);
    one.append(ByteBuffer.wrap(bytes(600)));
    assertThrows(IOException.class, () -> two.append(ByteBuffer.wrap(bytes(600))));
    two.append(ByteBuffer.wrap(bytes(400)));
    assertThrows(IOException.class, () -> one.append(ByteBuffer.wrap(bytes(1))));
    assertEquals(0, reserve.left());

    one.delete();
    assertEquals(600, reserve.left());
    two.append(ByteBuffer.wrap(bytes(1)));
    two.delete();
    assertEquals(1_000, reserve.left());
  }
}
