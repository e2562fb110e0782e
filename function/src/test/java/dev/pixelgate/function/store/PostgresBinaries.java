package dev.pixelgate.function.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Where initdb and postgres are: the folder in the system property {@code pixelgate.postgres.bin},
 * those on the class path (Linux x86_64), which are unpacked once for each user of the machine, or
 * those on the path.
 */
final class PostgresBinaries {
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

  private PostgresBinaries() {}

  static Optional<Path> folder() throws IOException {
    String chosen = System.getProperty("pixelgate.postgres.bin");
    if (chosen != null) {
      return Optional.of(Path.of(chosen));
    }
    boolean fits =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64")
            && PostgresBinaries.class.getResource(ARCHIVE) != null;
    return fits ? Optional.of(unpacked().resolve("bin")) : installed();
  }

  private static Optional<Path> installed() throws IOException {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      Path postgres = Path.of(folder, "postgres");
      if (Files.isExecutable(postgres)) {
        Path bin = postgres.toRealPath().resolveSibling("initdb");
        if (Files.isExecutable(bin)) {
          return Optional.ofNullable(bin.getParent());
        }
      }
    }
    return Optional.empty();
  }

  private static Path unpacked() throws IOException {
    Path folder =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "pixelgate-postgres-17.5.0-" + System.getProperty("user.name"));
    if (!Files.isDirectory(folder)) {
      Path part = Files.createTempDirectory("pixelgate-postgres-");
      // Another user runs the server.
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
      unpack(part);
      publish(part, folder);
    }
    return folder;
  }

  /** Several processes may unpack at once; the first one's stays. */
  private static void publish(Path part, Path folder) throws IOException {
    try {
      Files.move(part, folder);
    } catch (FileAlreadyExistsException
        | DirectoryNotEmptyException
        | AtomicMoveNotSupportedException e) {
      TestingPostgres.deleteTree(part);
    }
  }

  private static void unpack(Path folder) throws IOException {
    try (InputStream packed = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, folder.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path to)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(to);
      return;
    }
    Files.createDirectories(to.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(to, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, to);
      boolean program = (entry.getMode() & 0111) != 0;
      Files.setPosixFilePermissions(
          to, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
