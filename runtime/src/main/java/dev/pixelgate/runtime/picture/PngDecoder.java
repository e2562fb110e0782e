package dev.pixelgate.runtime.picture;

import dev.pixelgate.runtime.picture.Decoded.Inks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** PNG through the JDK's reader, which leaves text and colour chunks alone when told so. */
final class PngDecoder implements Decoder {
  private static final int HEADER_BYTES = 13;
  private static final int RGB = 2;
  private static final int RGBA = 6;

  @Override
  public Decoded decode(ImageInputStream input, PixelLimit limit)
      throws PictureException, IOException {
    PngChunks chunks = PngChunks.read(input);
    ByteBuffer header = ByteBuffer.wrap(chunks.first("IHDR").orElse(new byte[0]));
    if (header.limit() != HEADER_BYTES) {
      throw new PictureException("damaged PNG: its header is missing or of a wrong length");
    }
    limit.check(header.getInt(0) & 0xffffffffL, header.getInt(4) & 0xffffffffL);
    ImageReader reader = JdkReaders.open("png", input);
    try {
      Decoded picture = Samples.of(JdkReaders.read(reader, "PNG", target(reader, header, chunks)));
      return picture.with(profile(chunks), orientation(chunks));
    } finally {
      reader.dispose();
    }
  }

  private static ImageReadParam target(ImageReader reader, ByteBuffer header, PngChunks chunks) {
    ImageReadParam how = reader.getDefaultReadParam();
    int colours = header.get(9);
    boolean plain = colours == RGBA || (colours == RGB && chunks.first("tRNS").isEmpty());
    if (header.get(8) == 8 && plain) {
      how.setDestination(
          Samples.image(header.getInt(0), header.getInt(4), Inks.RGB, colours == RGBA));
    }
    return how;
  }

  private static Optional<byte[]> profile(PngChunks chunks) {
    Optional<byte[]> embedded = chunks.first("iCCP");
    if (embedded.isPresent() || chunks.first("sRGB").isPresent()) {
      return embedded.flatMap(PngProfile::embedded);
    }
    return chunks.first("gAMA").flatMap(gamma -> PngProfile.of(gamma, chunks.first("cHRM")));
  }

  private static Orientation orientation(PngChunks chunks) {
    return chunks.first("eXIf").map(Exif::orientation).orElse(Orientation.UPRIGHT);
  }
}
