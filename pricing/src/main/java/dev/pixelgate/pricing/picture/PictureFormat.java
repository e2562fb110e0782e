package dev.pixelgate.pricing.picture;

/** A picture format that is read. */
public enum PictureFormat {
  PNG("image/png"),
  JPEG("image/jpeg");

  private final String mediaType;

  PictureFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** Such as {@code image/png}. */
  public String mediaType() {
    return mediaType;
  }
}
