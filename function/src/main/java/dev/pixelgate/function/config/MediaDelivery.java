package dev.pixelgate.function.config;

/** How a picture in a bucket gets to whoever has its URL. */
public enum MediaDelivery {
  /** The bucket sends it, under a URL of a few minutes. */
  REDIRECT,
  /** The gateway passes it on, so that nobody else has to reach the bucket. */
  THROUGH
}
