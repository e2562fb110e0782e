package dev.pixelgate.function.config;

import dev.pixelgate.router.discovery.OrchestratorUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values that say where something is: hosts, URLs, origins, files. */
final class Locations {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+(%\\w+)?");
  private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)+");

  private Locations() {}

  /** An address or a name to listen on, without a port. */
  static String host(String text) {
    if (!HOST.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not a host, use an address such as 127.0.0.1, 0.0.0.0 or ::, or a name");
    }
    return text;
  }

  /** An absolute http or https URL; a slash at its end is dropped. */
  static URI url(String text) {
    URI url = document(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    if (url.getRawQuery() != null) {
      throw new IllegalArgumentException("must not have a query or a fragment");
    }
    return url;
  }

  /** A Livepeer orchestrator, in the short forms too; a slash at its end is dropped. */
  static URI orchestrator(String text) {
    URI url =
        OrchestratorUrl.parse(text)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "not an address such as https://host:8935, host:8935 or host"));
    return url(url.toString());
  }

  /** An absolute http or https URL of something to fetch; it may have a query. */
  static URI document(String text) {
    URI url = uri(text);
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
      throw new IllegalArgumentException("not an absolute http or https URL");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException("a URL with a user or password in it is not read");
    }
    if (url.getRawFragment() != null) {
      throw new IllegalArgumentException("must not have a fragment");
    }
    if (url.getPort() > 65_535) {
      throw new IllegalArgumentException("port " + url.getPort() + " is over 65535");
    }
    return url;
  }

  /** A JSON pointer (RFC 6901), such as {@code /data/amount}. */
  static String pointer(String text) {
    if (!POINTER.matcher(text).matches()) {
      throw new IllegalArgumentException("not a JSON pointer such as /data/amount");
    }
    return text;
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL: " + e.getReason(), e);
    }
  }

  /** What a browser sends as {@code Origin}, or {@code *}. */
  static String origin(String text) {
    if (text.equals("*")) {
      return text;
    }
    URI url = url(text);
    if (!url.getRawPath().isEmpty() || text.endsWith("/")) {
      throw new IllegalArgumentException(
          "an origin is scheme, host and port, such as https://app.example");
    }
    return text;
  }

  /** A path; a relative one starts at the folder. */
  static Parser<Path> path(Path folder) {
    return text -> {
      try {
        return folder.resolve(text).normalize();
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException("not a path: " + e.getReason(), e);
      }
    };
  }

  /** A path of a file that is there and can be read. */
  static Parser<Path> readableFile(Path folder) {
    return text -> {
      Path file = path(folder).parse(text);
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new IllegalArgumentException("there is no readable file " + file);
      }
      return file;
    };
  }

  /**
   * A path of a file with PEM certificates in it. The JDK reads DER and PKCS #7 as well; Vert.x,
   * which connects with them, does not, and would say so at each request only.
   */
  static Parser<Path> certificates(Path folder) {
    return text -> {
      Path file = readableFile(folder).parse(text);
      try {
        byte[] bytes = Files.readAllBytes(file);
        boolean pem =
            new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----");
        InputStream in = new ByteArrayInputStream(bytes);
        if (pem && !CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
          return file;
        }
      } catch (IOException | CertificateException e) {
        throw new IllegalArgumentException(file + " holds no PEM certificates", e);
      }
      throw new IllegalArgumentException(file + " holds no PEM certificates");
    };
  }
}
