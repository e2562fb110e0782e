package dev.pixelgate.function.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the store is; never prints a password. */
public sealed interface StoreUrl {
  /** The file in the data folder. */
  StoreUrl SQLITE = new Sqlite();

  /**
   * Reads {@code sqlite} or {@code postgresql://user:password@host[:port]/database[?sslmode=MODE]};
   * what has a meaning in a URL is written as {@code %40} and the like.
   *
   * @throws IllegalArgumentException says what is wrong; without the password
   */
  static StoreUrl parse(String text) {
    return text.equals("sqlite") ? SQLITE : Postgres.parse(text);
  }

  /** SQLite in the data folder. */
  record Sqlite() implements StoreUrl {
    @Override
    public String toString() {
      return "sqlite";
    }
  }

  /**
   * A PostgreSQL server.
   *
   * @param password empty when the server asks for none
   */
  record Postgres(String host, int port, String database, String user, String password, TlsMode tls)
      implements StoreUrl {
    private static final int PORT = 5432;

    private static Postgres parse(String text) {
      URI url = url(text);
      String[] user = Optional.ofNullable(url.getRawUserInfo()).orElse("").split(":", 2);
      String path = Optional.ofNullable(url.getRawPath()).orElse("");
      if (url.getHost() == null || user[0].isEmpty() || path.length() < 2) {
        throw new IllegalArgumentException(
            "a store's URL needs user, host and database: postgresql://user:password@host/database");
      }
      return new Postgres(
          url.getHost().replaceAll("[\\[\\]]", ""),
          url.getPort() == -1 ? PORT : url.getPort(),
          decoded(path.substring(1)),
          decoded(user[0]),
          user.length == 1 ? "" : decoded(user[1]),
          tls(url.getRawQuery()));
    }

    private static URI url(String text) {
      try {
        URI url = new URI(text);
        if ("postgresql".equals(url.getScheme()) || "postgres".equals(url.getScheme())) {
          return url;
        }
      } catch (URISyntaxException e) {
        // Its message would repeat the password.
        throw new IllegalArgumentException(
            "a store's URL is no URL at character %d: %s".formatted(e.getIndex(), e.getReason()));
      }
      throw new IllegalArgumentException("a store is sqlite or a URL postgresql://...");
    }

    private static TlsMode tls(String query) {
      if (query == null) {
        return TlsMode.PREFER;
      }
      String[] parameter = query.split("=", 2);
      if (parameter.length != 2 || !parameter[0].equals("sslmode")) {
        throw new IllegalArgumentException(
            "a store's URL takes ?sslmode=MODE and nothing else, not ?%s".formatted(parameter[0]));
      }
      return TlsMode.parse(parameter[1]);
    }

    private static String decoded(String raw) {
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without user and password. */
    @Override
    public String toString() {
      String name = host.contains(":") ? "[" + host + "]" : host;
      return "postgresql://" + name + ":" + port + "/" + database;
    }
  }

  /** How a connection is encrypted; the words are libpq's. */
  enum TlsMode {
    DISABLE,
    ALLOW,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL;

    private static TlsMode parse(String text) {
      return Arrays.stream(values())
          .filter(mode -> mode.text().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "sslmode=%s is not known; it is one of %s"
                          .formatted(
                              text,
                              Arrays.stream(values())
                                  .map(TlsMode::text)
                                  .collect(Collectors.joining(", ")))));
    }

    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
