package dev.pixelgate.function.media;

import dev.pixelgate.router.MediaStore;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps result pictures, and gives them to whoever has their URL. Any thread; futures complete on
 * the context of the caller. What the store cannot do now fails with an {@link
 * java.io.IOException}.
 */
public interface PictureStore extends MediaStore {
  /**
   * Looks a picture up by the two parts of its URL, which may be anything that a client sent.
   *
   * @return empty when there is none, or its time is over
   */
  Future<Optional<FoundPicture>> find(String session, String name);

  /**
   * Removes a picture early.
   *
   * @param identity told before, on any thread, what {@link SharedPicture#identity} was of the
   *     picture
   * @return false when there is none for this account
   */
  Future<Boolean> delete(String session, String name, String account, Consumer<Object> identity);

  /** The same, for one who shares no pictures. */
  default Future<Boolean> delete(String session, String name, String account) {
    return delete(session, name, account, identity -> {});
  }

  /**
   * Keeps a published picture for others, who get it under URLs of their own.
   *
   * @param name a path of no file, on the file system of the data folder; for stores that keep it
   *     there
   */
  Future<SharedPicture> share(StoredMedia published, Path name);

  /** The same for a moment, without keeping it. */
  SharedPicture borrow(StoredMedia published);
}
