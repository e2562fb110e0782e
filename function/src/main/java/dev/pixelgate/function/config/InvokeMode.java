package dev.pixelgate.function.config;

/** How the URL of a Lambda function takes answers, by AWS's own words. */
public enum InvokeMode {
  /** Each as one piece of JSON, of 6 MB at most. */
  BUFFERED,
  /** As they come. */
  RESPONSE_STREAM
}
