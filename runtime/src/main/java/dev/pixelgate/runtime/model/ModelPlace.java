package dev.pixelgate.runtime.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of one model are. */
sealed interface ModelPlace {
  /** Reads a whole file. */
  byte[] read(String file) throws IOException;

  /** The file's full name, for errors. */
  String nameOf(String file);

  /** Inside our own jar. */
  record InJar(String folder) implements ModelPlace {
    @Override
    public byte[] read(String file) throws IOException {
      try (InputStream in = ModelPlace.class.getResourceAsStream(path(file))) {
        if (in == null) {
          throw new FileNotFoundException("not on the class path");
        }
        return in.readAllBytes();
      }
    }

    @Override
    public String nameOf(String file) {
      return "classpath:" + path(file);
    }

    private String path(String file) {
      return "/models/" + folder + "/" + file;
    }
  }

  /** A folder of the file system. */
  record InFolder(Path folder) implements ModelPlace {
    @Override
    public byte[] read(String file) throws IOException {
      return Files.readAllBytes(folder.resolve(file));
    }

    @Override
    public String nameOf(String file) {
      return folder.resolve(file).toString();
    }
  }
}
