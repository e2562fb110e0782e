package dev.pixelgate.function.config;

import dev.pixelgate.router.livepeer.TlsMode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A remote seller of work.
 *
 * @param name unique; {@code [a-z0-9-]{1,32}}
 * @param url http or https, absolute, without a trailing slash
 * @param tls how the certificate of one of kind livepeer is judged
 * @param token the bearer token that it asks for
 * @param googleIdToken what the platform that it runs on is shown beside the token; https only
 * @param ca PEM file of the authorities that its certificate is checked against, instead of those
 *     that the JDK trusts; https only
 * @param offers at least one, unless it lists its own; those of one of kind livepeer hold where it
 *     quotes no price
 */
public record OrchestratorSettings(
    String name,
    URI url,
    Kind kind,
    TlsMode tls,
    Optional<Secret> token,
    Optional<GoogleIdToken> googleIdToken,
    Optional<Path> ca,
    Charged charged,
    List<OfferSettings> offers) {
  public OrchestratorSettings {
    offers = List.copyOf(offers);
  }
}
