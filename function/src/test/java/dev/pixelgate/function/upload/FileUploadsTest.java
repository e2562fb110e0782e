package dev.pixelgate.function.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads in the data folder. */
class FileUploadsTest extends UploadStoreContract {
  @TempDir private Path folder;

  @Override
  FileUploads store() {
    return new FileUploads(vertx, folder, RULES, clock);
  }

  @Override
  FileUploads sameStore() {
    return store();
  }

  /** As the route does. */
  @Override
  int put(Place place, byte[] bytes) throws IOException {
    Path file = Files.write(Files.createTempFile(folder, "put", ""), bytes);
    Ticket before = await(() -> store().ticket(place.id()));
    if (before instanceof Ticket.Open(long most, OptionalLong exactly)
        && bytes.length <= most
        && bytes.length == exactly.orElse(bytes.length)) {
      before = await(() -> store().keep(place.id(), file));
      return before instanceof Ticket.Open ? 200 : 409;
    }
    Files.delete(file);
    return 400;
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder.resolve("uploads"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void leavesNothingOfAPutThatCameSecond() throws IOException {
    Place place = place(ANY);
    assertEquals(200, put(place, new byte[] {1}));
    Path second = Files.write(folder.resolve("second"), new byte[] {2});

    assertInstanceOf(Ticket.Used.class, await(() -> store().keep(place.id(), second)));
    assertTrue(Files.notExists(second));
    assertEquals(List.of(place.id()), files());
  }

  /** Whoever cannot move the picture into its place gives the place back. */
  @Test
  void keepsAPlaceWhosePictureCannotBeMoved() throws IOException {
    Place place = place(ANY);
    Path never = folder.resolve("never");

    assertThrows(Exception.class, () -> await(() -> store().keep(place.id(), never)));
    assertEquals(List.of(place.id() + ".open"), files());
    assertEquals(200, put(place, new byte[] {1}));
  }

  @Test
  void knowsNoPlaceThatWasNeverGivenOut() {
    for (String id : List.of("", "..", "upl_../x", new UploadIds().next("acme"))) {
      assertInstanceOf(Ticket.None.class, await(() -> store().ticket(id)));
    }
  }
}
