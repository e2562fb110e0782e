package dev.pixelgate.function.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads in the data folder. */
class FileUploadsTest extends UploadStoreContract {
  @TempDir private Path folder;

  private Optional<FileUploads> made = Optional.empty();

  @Override
  FileUploads store() {
    if (made.isEmpty()) {
      made = Optional.of(sameStore());
    }
    return made.get();
  }

  @Override
  FileUploads sameStore() {
    return new FileUploads(vertx, folder, RULES, clock);
  }

  private Ticket begin(Place place, long declared) {
    return await(() -> store().begin(place.id(), OptionalLong.of(declared)));
  }

  private boolean keep(Place place, UploadRoom.Hold hold, byte[] bytes) throws IOException {
    Path file = Files.write(Files.createTempFile(folder, "put", ""), bytes);
    return await(() -> store().keep(place.id(), file, hold));
  }

  /** As the route does. */
  @Override
  int put(Place place, byte[] bytes) throws IOException {
    if (!(begin(place, bytes.length)
        instanceof Ticket.Open(long most, OptionalLong exactly, UploadRoom.Hold hold))) {
      return 409;
    }
    try {
      boolean fits = bytes.length <= most && bytes.length == exactly.orElse(bytes.length);
      return fits && keep(place, hold, bytes) ? 200 : 400;
    } finally {
      hold.end();
    }
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder.resolve("uploads"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void leavesNothingOfAPutThatCameAfterItsTime() throws IOException {
    Place place = place(wish(1));
    Ticket.Open open = assertInstanceOf(Ticket.Open.class, begin(place, 1));
    passed = Duration.ofMinutes(16);

    assertFalse(keep(place, open.hold(), new byte[] {2}));
    assertEquals(List.of(place.id() + ".open"), files());
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count(), "uploads, and nothing else");
    }
  }

  /** Whoever cannot move the picture into its place gives the place back. */
  @Test
  void keepsAPlaceWhosePictureCannotBeMoved() throws IOException {
    Place place = place(wish(1));
    Path never = folder.resolve("never");
    Ticket.Open open = assertInstanceOf(Ticket.Open.class, begin(place, 1));

    assertThrows(Exception.class, () -> await(() -> store().keep(place.id(), never, open.hold())));
    open.hold().end();
    assertEquals(List.of(place.id() + ".open"), files());
    assertEquals(200, put(place, new byte[] {1}));
  }

  @Test
  void knowsNoPlaceThatWasNeverGivenOut() {
    for (String id : List.of("", "..", "upl_../x", new UploadIds().next("acme"))) {
      assertInstanceOf(Ticket.None.class, await(() -> store().begin(id, OptionalLong.empty())));
    }
  }

  @Test
  void takesOnePutAtATime() throws IOException {
    Place place = place(wish(1));
    Ticket.Open first = assertInstanceOf(Ticket.Open.class, begin(place, 1));
    assertInstanceOf(Ticket.Busy.class, begin(place, 1));
    first.hold().end();
    Ticket.Open second = assertInstanceOf(Ticket.Open.class, begin(place, 1));
    first.hold().end();
    assertInstanceOf(Ticket.Busy.class, begin(place, 1), "the first gave back its own only");
    assertTrue(keep(place, second.hold(), new byte[] {1}));
    second.hold().end();
    assertInstanceOf(Ticket.Used.class, begin(place, 1));
  }

  /** The room is held before a byte comes: two that fit one by one do not both begin. */
  @Test
  void holdsRoomForWhatIsOnItsWay() {
    Place one = place(wish(MOST));
    Place other = place(wish(MOST));
    Place third = place(wish(MOST));
    Ticket.Open begun = assertInstanceOf(Ticket.Open.class, begin(one, MOST));
    assertInstanceOf(Ticket.Open.class, begin(other, MOST));

    assertEquals(new Ticket.OverShare("bytes", 3 * MOST, 2 * MOST), begin(third, MOST));
    begun.hold().end();
    assertInstanceOf(Ticket.Open.class, begin(third, MOST));
  }

  /** Nothing is said of its length: it may become as long as any. */
  @Test
  void holdsAsMuchRoomAsAPictureMayTake() {
    Wish any = new Wish(OptionalLong.empty(), Optional.empty());
    List<Place> places = List.of(place(any), place(any), place(any));

    for (Place place : places.subList(0, 2)) {
      assertInstanceOf(
          Ticket.Open.class, await(() -> store().begin(place.id(), OptionalLong.empty())));
    }
    assertInstanceOf(
        Ticket.OverShare.class,
        await(() -> store().begin(places.getLast().id(), OptionalLong.empty())));
    assertInstanceOf(
        Ticket.OverShare.class, begin(places.getLast(), 1), "both others hold all there is");
  }

  /** One account takes no more than its share, and all together no more than there is. */
  @Test
  void hasRoomForEveryAccount() throws IOException {
    for (String account : List.of("a", "b", "c", "d")) {
      for (int i = 0; i < 2; i++) {
        assertEquals(200, put(place(account, wish(MOST)), noise((int) MOST)), account);
      }
      assertInstanceOf(Ticket.OverShare.class, begin(place(account, wish(1)), 1));
    }
    assertEquals(
        new Ticket.Full(8 * MOST + UploadRoom.LEAST_BYTES, 8 * MOST),
        begin(place("e", wish(1)), 1));
    made = Optional.empty();
    assertInstanceOf(
        Ticket.Full.class, begin(place("e", wish(1)), 1), "counted before anything is taken");
    passed = Duration.ofMinutes(61);
    store().sweep();
    assertInstanceOf(Ticket.Open.class, begin(place("a", wish(MOST)), MOST));
  }

  @Test
  void boundsThePlacesThatWait() {
    for (int i = 0; i < UploadRules.MOST_PLACES; i++) {
      place(wish(1));
    }
    Placing more = await(() -> store().place("acme", wish(1), "https://gate.example"));

    Failure.RateLimited refusal =
        assertInstanceOf(
            Failure.RateLimited.class, assertInstanceOf(Placing.Refused.class, more).failure());
    assertEquals(101, refusal.value());
    assertEquals(100, refusal.limit());
    place("other", wish(1));
  }

  @Test
  void boundsThePutsOfAnAccount() {
    for (int i = 0; i < UploadRules.MOST_PUTS; i++) {
      assertInstanceOf(Ticket.Open.class, begin(place(wish(1)), 1));
    }
    assertEquals(
        new Ticket.OverShare("PUTs", UploadRules.MOST_PUTS + 1, UploadRules.MOST_PUTS),
        begin(place(wish(1)), 1));
    assertInstanceOf(Ticket.Open.class, begin(place("other", wish(1)), 1));
  }

  /** What cannot be removed hinders nothing else, and still takes its room. */
  @Test
  void sweepsOnAfterWhatCannotBeRemoved() throws IOException {
    Place place = place(wish(1));
    put(place, new byte[] {1});
    Path stuck = folder.resolve("uploads").resolve(new UploadIds().next("acme"));
    Files.createDirectories(stuck.resolve("not-empty"));
    Files.setLastModifiedTime(stuck, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
    passed = Duration.ofMinutes(61);

    assertEquals(1, store().sweep());
    assertEquals(List.of(stuck.getFileName().toString()), files());
  }

  @Test
  void doesNotKnowWhatIsRemovedAfterItWasSeen() throws IOException {
    Place place = place(wish(10));
    put(place, noise(10));
    Path file = folder.resolve("uploads").resolve(place.id());
    InstantSource removing =
        () -> {
          try {
            Files.deleteIfExists(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return Instant.now();
        };

    assertUnknown(open(new FileUploads(vertx, folder, RULES, removing), place.id(), "acme"));
  }
}
