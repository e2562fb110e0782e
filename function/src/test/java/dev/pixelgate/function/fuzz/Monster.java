package dev.pixelgate.function.fuzz;

import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A file made to do harm.
 *
 * @param end what the decoder must make of it
 */
record Monster(String name, End end, Supplier<byte[]> file) {
  /** A monster's end; {@link #EITHER} where decoders may well differ. */
  enum End {
    SERVED,
    REFUSED,
    EITHER
  }

  static Stream<Monster> all() {
    return Stream.of(
            PngMonsters.all(),
            JpegMonsters.all(),
            WebpMonsters.all(),
            GifMonsters.all(),
            BmpMonsters.all(),
            TiffMonsters.all())
        .flatMap(monsters -> monsters);
  }

  static Monster served(String name, Supplier<byte[]> file) {
    return new Monster(name, End.SERVED, file);
  }

  static Monster refused(String name, Supplier<byte[]> file) {
    return new Monster(name, End.REFUSED, file);
  }

  static Monster either(String name, Supplier<byte[]> file) {
    return new Monster(name, End.EITHER, file);
  }

  @Override
  public String toString() {
    return name;
  }
}
