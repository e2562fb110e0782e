package dev.pixelgate.function.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where the credentials for a bucket are to be had. */
public sealed interface CredentialOrigin {
  /** They are known. */
  record Fixed(S3Credentials credentials) implements CredentialOrigin {}

  /**
   * The platform of this container gives them out, each for some hours (Amazon's ECS and EKS).
   *
   * @param url whom to ask
   * @param token what to show, if anything
   * @param tokenFile where that is instead, as it is now
   */
  record Container(URI url, Optional<String> token, Optional<Path> tokenFile)
      implements CredentialOrigin {
    /** Without the token. */
    @Override
    public String toString() {
      return url.toString();
    }
  }
}
