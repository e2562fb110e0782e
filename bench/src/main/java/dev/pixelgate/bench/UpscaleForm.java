package dev.pixelgate.bench;

import io.vertx.core.buffer.Buffer;

/** The body of a {@code POST /upscale} as curl writes it: a prompt and a 64x64 PNG of 10 kB. */
final class UpscaleForm {
  private static final String BOUNDARY = "----------------------bench8f2c1d";
  private static final int SIDE = 64;
  private static final int NOISE_BITS = 4;

  static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private UpscaleForm() {}

  static Buffer body() {
    return body(Pictures.png(SIDE, NOISE_BITS));
  }

  /** With another picture. */
  static Buffer body(byte[] png) {
    return Buffer.buffer()
        .appendString("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"prompt\"")
        .appendString("\r\n\r\nhigh quality, detailed\r\n--" + BOUNDARY)
        .appendString("\r\nContent-Disposition: form-data; name=\"image\"; filename=\"in.png\"")
        .appendString("\r\nContent-Type: image/png\r\n\r\n")
        .appendBytes(png)
        .appendString("\r\n--" + BOUNDARY + "--\r\n");
  }
}
