package dev.pixelgate.function.media;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;

/**
 * One walk over all media, a session folder a step. Deletes what was written before a moment and
 * folders that are empty then; leaves alone what is not named like ours. Blocking; one thread at a
 * time.
 */
final class MediaSweep implements AutoCloseable {
  private final DirectoryStream<Path> sessions;
  private final Iterator<Path> next;
  private final Instant oldest;
  private int deleted;

  @SuppressWarnings("StreamResourceLeak") // close() closes it.
  MediaSweep(Path media, Instant oldest) throws IOException {
    this.sessions = Files.newDirectoryStream(media, path -> isOurs(path.getFileName().toString()));
    this.next = sessions.iterator();
    this.oldest = oldest;
  }

  private static boolean isOurs(String name) {
    return MediaNames.isValid(name.endsWith(".png") ? name.substring(0, name.length() - 4) : name);
  }

  /** Pictures deleted so far. */
  int deleted() {
    return deleted;
  }

  /**
   * Goes on until about so many files were looked at.
   *
   * @return whether there is more to do
   */
  boolean step(int files) throws IOException {
    int looked = 0;
    while (looked < files && next.hasNext()) {
      looked += 1 + sweepSession(next.next());
    }
    return next.hasNext();
  }

  private int sweepSession(Path session) throws IOException {
    int looked = 0;
    try (DirectoryStream<Path> pictures = Files.newDirectoryStream(session, "*.png")) {
      for (Path picture : pictures) {
        looked++;
        sweepPicture(picture);
      }
    } catch (NoSuchFileException e) {
      return looked; // Another process on this folder was quicker.
    }
    deleteIfEmpty(session);
    return looked;
  }

  private void sweepPicture(Path picture) throws IOException {
    try {
      boolean expired = Files.getLastModifiedTime(picture).toInstant().compareTo(oldest) <= 0;
      if (expired && isOurs(picture.getFileName().toString())) {
        Files.delete(picture);
        deleted++;
      }
    } catch (NoSuchFileException e) {
      return; // Deleted by its owner, or by another process.
    }
  }

  private static void deleteIfEmpty(Path session) throws IOException {
    try {
      Files.deleteIfExists(session);
    } catch (DirectoryNotEmptyException e) {
      return; // In use.
    }
  }

  @Override
  public void close() throws IOException {
    sessions.close();
  }
}
