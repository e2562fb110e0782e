package dev.pixelgate.runtime.picture;

import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/**
 * Gathers what the decoder warns of. libjpeg goes on after damage and paints the rest grey; that it
 * did is told only here. (It tells only its first warning of a picture; a cut file is told apart
 * from that.)
 */
final class DecodeWarnings implements IIOReadWarningListener {
  /**
   * Warnings of libjpeg and ImageIO that leave every sample as it was stored: odd colour profiles,
   * application markers and thumbnails, and stray bytes before the end marker 0xd9, which some
   * cameras write.
   */
  private static final Pattern HARMLESS =
      Pattern.compile(
          ".*(profile|JFIF|Adobe|thumbnail|extraneous bytes before marker 0xd9"
              + "|Invalid SOS parameters).*");

  private final String format;
  private Optional<String> damage = Optional.empty();

  DecodeWarnings(String format) {
    this.format = format;
  }

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    // The first is enough: a lying length makes the JDK's JPEG reader warn 10,000 times.
    if (damage.isEmpty() && !HARMLESS.matcher(warning).matches()) {
      damage = Optional.of(warning);
    }
  }

  /** Refuses the picture when there was damage. */
  void check() throws PictureException {
    if (damage.isPresent()) {
      throw new PictureException("damaged " + format + ": " + damage.get());
    }
  }
}
