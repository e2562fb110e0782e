package dev.pixelgate.pricing.picture;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A picture format that is read. */
public enum PictureFormat {
  PNG("PNG", "image/png"),
  JPEG("JPEG", "image/jpeg"),
  WEBP("WebP", "image/webp"),
  GIF("GIF", "image/gif"),
  BMP("BMP", "image/bmp"),
  TIFF("TIFF", "image/tiff");

  private final String title;
  private final String mediaType;

  PictureFormat(String title, String mediaType) {
    this.title = title;
    this.mediaType = mediaType;
  }

  /** For people, such as {@code WebP}. */
  public String title() {
    return title;
  }

  /** Such as {@code image/png}. */
  public String mediaType() {
    return mediaType;
  }

  /** All of them, for people: {@code PNG, JPEG, ... and TIFF}. */
  public static String titles() {
    PictureFormat[] all = values();
    return Arrays.stream(all, 0, all.length - 1)
        .map(PictureFormat::title)
        .collect(Collectors.joining(", ", "", " and " + all[all.length - 1].title));
  }
}
