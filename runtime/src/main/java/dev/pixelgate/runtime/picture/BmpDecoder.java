package dev.pixelgate.runtime.picture;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** BMP through the JDK's reader. */
final class BmpDecoder implements Decoder {
  @Override
  public Decoded decode(ImageInputStream input, PixelLimit limit)
      throws PictureException, IOException {
    BmpHeader header = BmpHeader.read(input);
    limit.check(header.width(), header.height());
    Optional<byte[]> profile = header.profile(input);
    byte[] plain = header.plain();
    ImageReader reader =
        JdkReaders.open(
            "bmp",
            new SplicedInput(
                input,
                List.of(
                    new SplicedInput.Own(plain),
                    new SplicedInput.Range(plain.length, input.length() - plain.length))));
    try {
      return Samples.of(JdkReaders.read(reader, "BMP", reader.getDefaultReadParam()))
          .with(profile, Orientation.UPRIGHT);
    } finally {
      reader.dispose();
    }
  }
}
