package dev.pixelgate.function.reference;

import dev.pixelgate.function.config.HttpsHosts;
import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.router.exchange.Origin;
import java.net.URI;
import java.net.URISyntaxException;

/** Which URLs are asked for a picture, by what they say; where they lead is judged later. */
record UrlRules(HttpsHosts hosts) {
  private static final int MOST_CHARACTERS = 4096;

  /** What a URL is. */
  sealed interface Judged {
    record Good(URI url) implements Judged {}

    record Bad(Failure failure) implements Judged {}
  }

  /** Judges what a client wrote, or a server that sends us on. */
  Judged judge(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return bad(
          "has %d characters, over the limit of %d characters"
              .formatted(text.length(), MOST_CHARACTERS));
    }
    try {
      return judge(new URI(text));
    } catch (URISyntaxException e) {
      return bad("cannot be read");
    }
  }

  Judged judge(URI url) {
    if (hosts.isOff()) {
      return barred("no picture is fetched from a URL here (inputs.https is off)");
    }
    if (!"https".equalsIgnoreCase(url.getScheme())) {
      return bad("is not https");
    }
    if (url.getRawUserInfo() != null) {
      return bad("names a user, and no credentials are sent");
    }
    if (url.getRawFragment() != null) {
      return bad("has a fragment, which no server is asked for");
    }
    if (!Origin.isHttp(url)) {
      return bad("has no host name or port that can be asked");
    }
    Origin origin = Origin.of(url);
    return hosts.allow(origin.host(), origin.port())
        ? new Judged.Good(URI.create(url.toASCIIString())) // other letters of its path are escaped
        : barred(
            "no picture is fetched from %s, port %d (inputs.https)"
                .formatted(origin.hostHeader(), origin.port()));
  }

  private static Judged barred(String message) {
    return new Judged.Bad(new Failure.OfReference.Barred(message));
  }

  private static Judged bad(String what) {
    return new Judged.Bad(new Failure.OfReference.Bad("the URL of the image " + what));
  }
}
