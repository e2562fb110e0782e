package dev.pixelgate.runtime.picture;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The first page of a TIFF through TwelveMonkeys' reader; the JDK's has no 16-bit predictor. */
final class TiffDecoder implements Decoder {
  private static final long ASSOCIATED = 1;
  private static final long UNASSOCIATED = 2;

  @Override
  public Decoded decode(ImageInputStream input, PixelLimit limit)
      throws PictureException, IOException {
    TiffDirectory directory = TiffDirectory.read(input);
    TiffCheck.check(directory, input, limit);
    ByteOrder order = input.getByteOrder();
    ImageReader reader = new TIFFImageReaderSpi().createReaderInstance(null);
    try {
      reader.setInput(
          TiffRewriter.rewrite(input, input.length(), order, directory.fields()), false, true);
      DecodeWarnings warnings = new DecodeWarnings("TIFF");
      reader.addIIOReadWarningListener(warnings);
      ImageReadParam how = reader.getDefaultReadParam();
      how.setDestinationType(reader.getRawImageType(0));
      BufferedImage image = reader.read(0, how);
      warnings.check();
      return withoutExtras(Samples.of(image), directory)
          .with(
              directory.profile(),
              Orientation.of((int) directory.value(TiffDirectory.ORIENTATION, 1)));
    } finally {
      reader.dispose();
    }
  }

  /** An extra sample that is not said to be alpha is none; what is drawn does not change. */
  private static Decoded withoutExtras(Decoded picture, TiffDirectory directory) {
    long extra = directory.value(TiffDirectory.EXTRA_SAMPLES, 0);
    boolean alpha = extra == ASSOCIATED || extra == UNASSOCIATED;
    int bands = picture.inks().bands() + (alpha ? 1 : 0);
    WritableRaster raster = picture.raster();
    if (raster.getNumBands() <= bands && picture.alpha() == alpha) {
      return picture;
    }
    int[] kept = new int[Math.min(bands, raster.getNumBands())];
    for (int band = 0; band < kept.length; band++) {
      kept[band] = band;
    }
    WritableRaster without =
        raster.createWritableChild(0, 0, raster.getWidth(), raster.getHeight(), 0, 0, kept);
    return Decoded.of(without, picture.inks(), kept.length > picture.inks().bands());
  }
}
