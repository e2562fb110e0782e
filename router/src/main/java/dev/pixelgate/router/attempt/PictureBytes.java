package dev.pixelgate.router.attempt;

/** Takes the bytes of one picture, in order. */
interface PictureBytes {
  /** The next bytes; the array belongs to the caller again afterwards. */
  void accept(byte[] bytes, int offset, int length);
}
