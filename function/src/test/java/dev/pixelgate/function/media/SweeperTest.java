package dev.pixelgate.function.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class SweeperTest {
  @TempDir Path data;
  private TestingMedia media;

  @BeforeEach
  void open(Vertx vertx) throws IOException {
    media = new TestingMedia(vertx, data);
  }

  @AfterEach
  void close() throws IOException {
    media.close();
  }

  @Test
  void deletesWhatIsExpiredAndItsEmptyFolder() throws Exception {
    StoredMedia stored = media.publish("acme", new byte[10]);
    media.await(media.sweeper::sweep);
    assertEquals(1, media.files().size());
    media.clock.advance(TestingMedia.TIME_TO_LIVE.plus(Duration.ofMinutes(1)));
    media.await(media.sweeper::sweep);
    assertEquals(List.of(), media.files());
    assertFalse(Files.exists(data.resolve("media").resolve(TestingMedia.session(stored))));
  }

  @Test
  void leavesAloneWhatIsNotItsOwn() throws Exception {
    Path foreign = Files.createDirectories(data.resolve("media").resolve("holidays"));
    Files.writeString(foreign.resolve("beach.png"), "sea");
    media.publish("acme", new byte[10]);
    Path ours = media.files().stream().filter(f -> !f.startsWith(foreign)).findAny().orElseThrow();
    Files.writeString(ours.resolveSibling("note.txt"), "note");
    media.clock.advance(Duration.ofDays(30));
    media.await(media.sweeper::sweep);
    assertTrue(Files.exists(foreign.resolve("beach.png")));
    assertTrue(Files.exists(ours.resolveSibling("note.txt")));
    assertFalse(Files.exists(ours));
  }

  @Test
  void goesOnInBatches() throws Exception {
    for (int account = 0; account < 5; account++) {
      media.publish("account" + account, new byte[1]);
    }
    media.clock.advance(Duration.ofDays(2));
    int steps = 1;
    try (MediaSweep sweep = media.store.sweep()) {
      while (sweep.step(2)) {
        steps++;
      }
      assertEquals(5, sweep.deleted());
    }
    assertEquals(5, steps);
    assertEquals(List.of(), media.files());
  }

  @Test
  void publishingGoesOnWhenItsFolderWasSwept() throws Exception {
    StoredMedia first = media.publish("acme", new byte[1]);
    media.await(
        () -> media.store.delete(TestingMedia.session(first), TestingMedia.name(first), "acme"));
    Files.delete(data.resolve("media").resolve(TestingMedia.session(first)));
    media.publish("acme", new byte[1]);
    assertEquals(1, media.files().size());
  }

  @Test
  void startCleansWhatDeadProcessesLeft() throws Exception {
    Path spools = data.resolve("spool");
    Path left = Files.createDirectories(spools.resolve("00000000deadbeef"));
    Files.writeString(left.resolve("upload"), "half a picture");
    Files.createFile(spools.resolve("00000000deadbeef.lock"));
    Path mine = Files.createFile(media.spool.newFile());
    media.await(media.sweeper::start);
    assertFalse(Files.exists(left));
    assertFalse(Files.exists(spools.resolve("00000000deadbeef.lock")));
    assertTrue(Files.exists(mine));
  }
}
