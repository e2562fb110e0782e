package dev.pixelgate.function.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** What is wrong with a data folder, for people: Java's messages are often the path alone. */
public final class FolderProblem {
  private FolderProblem() {}

  /** A sentence with the folder, the file and the reason. */
  public static String of(Path data, IOException cause) {
    String where =
        cause instanceof FileSystemException e && e.getFile() != null ? e.getFile() + ": " : "";
    return "the data folder " + data + " cannot be used: " + where + reason(cause);
  }

  private static String reason(IOException cause) {
    return switch (cause) {
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException file -> "is no folder";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> cause.toString();
    };
  }
}
