package dev.pixelgate.function.config;

import dev.pixelgate.function.s3.CredentialOrigin;
import dev.pixelgate.function.s3.S3Credentials;
import dev.pixelgate.function.s3.S3Location;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads where pictures are kept, and with what a bucket is asked for them. */
final class MediaReader {
  static final String URL = "media.url";
  static final String ACCESS_KEY = "media.access-key";
  static final String SECRET_KEY = "media.secret-key";
  private static final String DELIVER = "media.deliver";

  private final Section root;
  private final Map<String, String> environment;
  private final Report report;

  MediaReader(Section root, Map<String, String> environment, Report report) {
    this.root = root;
    this.environment = environment;
    this.report = report;
  }

  MediaRules media() {
    Optional<S3Location> location = root.value(URL, "files", MediaReader::location);
    Optional<S3Credentials> written = written();
    if (location.isEmpty() && !root.isFaulty(URL)) {
      needNoBucket();
    }
    Duration ttl =
        root.value(
            "media.ttl", "24 h", Units.duration(Duration.ofSeconds(1), Duration.ofDays(365)));
    MediaDelivery delivery =
        root.value(
            DELIVER,
            location.isEmpty() ? "through" : "redirect",
            Words.constant(MediaDelivery.class));
    return new MediaRules(
        location.isEmpty() ? Optional.empty() : bucket(location.get(), written), ttl, delivery);
  }

  private Optional<MediaBucket> bucket(S3Location location, Optional<S3Credentials> written) {
    return written
        .<CredentialOrigin>map(CredentialOrigin.Fixed::new)
        .or(() -> new BucketCredentials(root, environment, report).find())
        .map(credentials -> new MediaBucket(location, credentials));
  }

  private static Optional<S3Location> location(String text) {
    if (text.equals("files")) {
      return Optional.empty();
    }
    if (!text.startsWith("s3:")) {
      throw new IllegalArgumentException(
          "must be files, or a bucket such as s3://bucket?endpoint=https://host&region=eu-west-1");
    }
    return Optional.of(S3Location.parse(text));
  }

  /** Both or none of them, or it is said. */
  private Optional<S3Credentials> written() {
    Optional<Secret> access = root.hidden(ACCESS_KEY, Words::token);
    Optional<Secret> secret = root.hidden(SECRET_KEY, Words::token);
    if (root.has(ACCESS_KEY) != root.has(SECRET_KEY)) {
      root.problem(
          root.has(ACCESS_KEY) ? ACCESS_KEY : SECRET_KEY,
          "a bucket needs both media.access-key and media.secret-key");
    }
    return access.flatMap(
        key -> secret.map(kept -> new S3Credentials(key.value(), kept.value(), Optional.empty())));
  }

  private void needNoBucket() {
    for (String key : new String[] {ACCESS_KEY, SECRET_KEY}) {
      if (root.has(key)) {
        root.problem(key, "is for a bucket, and media.url is files");
      }
    }
    if (root.has(DELIVER) && !root.isFaulty(DELIVER)) {
      root.problem(DELIVER, "is for a bucket: files are sent by the gateway");
    }
  }
}
