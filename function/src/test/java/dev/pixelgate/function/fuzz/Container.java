package dev.pixelgate.function.fuzz;

import java.util.List;

/** How files of a format fall into parts: chunks, segments or blocks. */
interface Container {
  /** The parts of a file in order, of which it is made again by joining them. */
  List<byte[]> split(byte[] file);

  /** Makes what a part says of itself true again: its length, its checksum. */
  void repair(byte[] part, boolean length);

  /** What a file says of itself as a whole is made true. */
  default byte[] whole(byte[] file) {
    return file;
  }
}
