package dev.pixelgate.runtime.picture;

/** The most pixels (width times height) that are decoded. */
record PixelLimit(long pixels) {
  /** Checks a size (sides below 2^32) before anything of that size is allocated. */
  void check(long width, long height) throws PictureException {
    if (width < 1 || height < 1) {
      throw new PictureException("the picture is " + width + "x" + height + " px: nothing in it");
    }
    if (height > pixels / width) {
      throw new PictureException(
          width
              + "x"
              + height
              + " is "
              + Long.toUnsignedString(width * height)
              + " px, over the limit of "
              + pixels
              + " px");
    }
  }
}
