package dev.pixelgate.function.signing;

import java.time.Duration;
import java.util.Optional;

/**
 * How keys are had. Prints without the secret.
 *
 * @param key a private JWK that is used instead of those that are made and kept
 * @param rotate how long a key that was made is used
 * @param publish how long a key is published after it was used last: as long as what was signed
 *     with it may have to be checked, which is as long as receipts are kept
 */
public record SigningSettings(Optional<String> key, Duration rotate, Duration publish) {
  @Override
  public String toString() {
    return "SigningSettings[rotate=" + rotate + ", publish=" + publish + "]";
  }
}
