package dev.pixelgate.function.config;

import dev.pixelgate.function.s3.CredentialOrigin;
import dev.pixelgate.function.s3.S3Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds credentials for a bucket in the environment, as Amazon's own clients do. */
final class BucketCredentials {
  /** The variables that Amazon's own clients take, and its platforms set. */
  private static final String AWS_ACCESS_KEY = "AWS_ACCESS_KEY_ID";

  private static final String AWS_SECRET_KEY = "AWS_SECRET_ACCESS_KEY";
  private static final String AWS_TOKEN = "AWS_SESSION_TOKEN";
  private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
  private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

  /** Where ECS listens in each of its containers. */
  private static final String ECS = "http://169.254.170.2";

  private final Section root;
  private final Map<String, String> environment;
  private final Report report;

  BucketCredentials(Section root, Map<String, String> environment, Report report) {
    this.root = root;
    this.environment = environment;
    this.report = report;
  }

  /** Those of a bucket for which none are written; none when something is wrong. */
  Optional<CredentialOrigin> find() {
    if (root.has(MediaReader.ACCESS_KEY) || root.has(MediaReader.SECRET_KEY)) {
      return Optional.empty(); // What is wrong with them is said already.
    }
    Optional<String> access = variable(AWS_ACCESS_KEY);
    Optional<String> secret = variable(AWS_SECRET_KEY);
    if (access.isPresent() && secret.isPresent()) {
      report.understood(MediaReader.ACCESS_KEY, Secret.SHOWN, Place.environment(AWS_ACCESS_KEY));
      report.understood(MediaReader.SECRET_KEY, Secret.SHOWN, Place.environment(AWS_SECRET_KEY));
      return Optional.of(
          new CredentialOrigin.Fixed(
              new S3Credentials(access.get(), secret.get(), variable(AWS_TOKEN))));
    }
    if (access.isPresent() || secret.isPresent()) {
      String given = access.isPresent() ? AWS_ACCESS_KEY : AWS_SECRET_KEY;
      String missing = access.isPresent() ? AWS_SECRET_KEY : AWS_ACCESS_KEY;
      report.problem(Place.environment(given), "media.url needs " + missing + " beside it");
      return Optional.empty();
    }
    Optional<CredentialOrigin> container = container();
    if (container.isEmpty()) {
      root.problem(
          MediaReader.URL,
          "a bucket needs media.access-key and media.secret-key, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment");
    }
    return container;
  }

  private Optional<CredentialOrigin> container() {
    Optional<String> relative = variable(RELATIVE);
    String variable = relative.isPresent() ? RELATIVE : FULL;
    return relative
        .map(ECS::concat)
        .or(() -> variable(FULL))
        .flatMap(text -> containerUrl(text, variable))
        .map(
            url -> {
              report.understood(MediaReader.ACCESS_KEY, "from " + url, Place.environment(variable));
              return new CredentialOrigin.Container(
                  url,
                  variable("AWS_CONTAINER_AUTHORIZATION_TOKEN"),
                  variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE").map(Path::of));
            });
  }

  private Optional<URI> containerUrl(String text, String variable) {
    try {
      return Optional.of(Locations.document(text));
    } catch (IllegalArgumentException e) {
      report.problem(Place.environment(variable), '"' + text + "\": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
