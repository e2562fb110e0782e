package dev.pixelgate.function.intake;

import dev.pixelgate.router.Upload;
import io.vertx.core.file.FileSystem;
import java.util.Map;
import java.util.Optional;

/**
 * A form as it was sent.
 *
 * @param fields text parts by name; an empty part counts as not given, as the published clients
 *     mean it
 */
public record Form(Map<String, String> fields, Optional<ImagePart> image) {
  public Form {
    fields = Map.copyOf(fields);
  }

  /** Removes the image's spool file, if it has one; the form's owner does so at its end. */
  public void deleteSpooled(FileSystem files) {
    if (image.isPresent() && image.get().upload() instanceof Upload.Spooled spooled) {
      files.delete(spooled.file().toString());
    }
  }

  /** A text field that was given and is not empty. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }
}
