package dev.pixelgate.function.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bucket, or the part of it below a prefix, at a server that speaks S3.
 *
 * @param prefix before every key, with a slash at its end; empty for the whole bucket
 * @param endpoint scheme, host and port of the server
 * @param region as signatures name it; {@code auto} for Google
 * @param pathStyle whether the bucket stands in the path, or else before the endpoint's host
 * @param putOnce whether the server knows {@code If-None-Match: *} for a PUT, as Amazon's, R2 and
 *     MinIO do; Google's does not
 */
public record S3Location(
    String bucket, String prefix, URI endpoint, String region, boolean pathStyle, boolean putOnce) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

  /** What neither a URL nor a signature writes in another way. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*");

  private static final int MOST_PREFIX = 200;
  private static final Pattern AWS =
      Pattern.compile("(?:.+\\.)?amazonaws\\.com(?:\\.cn)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern GOOGLE =
      Pattern.compile("(?:.+\\.)?googleapis\\.com", Pattern.CASE_INSENSITIVE);
  private static final Pattern AWS_REGION =
      Pattern.compile("s3(?:\\.dualstack)?[.-]([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");
  private static final List<String> PARAMETERS =
      List.of("endpoint", "region", "path-style", "plain-http", "put-once");

  /**
   * Reads {@code s3://BUCKET[/PREFIX]?endpoint=https://HOST&region=REGION}; {@code path-style},
   * {@code plain-http} and {@code put-once} may follow. Without an endpoint it is Amazon's of the
   * region. A bucket is looked for in the path everywhere but at Amazon, and there too when its
   * name has dots, which no certificate covers.
   *
   * @throws IllegalArgumentException says what is wrong
   */
  public static S3Location parse(String text) {
    URI url = uri(text);
    if (!"s3".equals(url.getScheme()) || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "not a bucket's URL such as s3://bucket/prefix?endpoint=https://host&region=eu-west-1");
    }
    String bucket = Optional.ofNullable(url.getRawAuthority()).orElse("");
    if (!BUCKET.matcher(bucket).matches() || bucket.contains("..")) {
      throw new IllegalArgumentException(
          "bucket \"%s\" is no name: 3 to 63 of a-z 0-9 . -"
              .formatted(bucket.replaceFirst(".*@", "***@")));
    }
    Map<String, String> given = parameters(url.getRawQuery());
    Optional<URI> endpoint = Optional.ofNullable(given.get("endpoint")).map(S3Location::endpoint);
    String region = region(Optional.ofNullable(given.get("region")), endpoint);
    URI at = endpoint.orElseGet(() -> amazon(region));
    if (at.getScheme().equals("http") && !truth(given, "plain-http", PrivateHost.is(at))) {
      throw new IllegalArgumentException(
          "endpoint %s is not encrypted and not on this machine or a private address: use https, or add plain-http=true where the network is trusted"
              .formatted(at));
    }
    boolean inPath =
        truth(given, "path-style", !AWS.matcher(at.getHost()).matches() || bucket.contains("."));
    boolean putOnce = truth(given, "put-once", !GOOGLE.matcher(at.getHost()).matches());
    return new S3Location(bucket, prefix(url.getRawPath()), at, region, inPath, putOnce);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL: " + e.getReason(), e);
    }
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String one : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
      String[] parts = one.split("=", 2);
      if (parts.length != 2 || !PARAMETERS.contains(parts[0])) {
        throw new IllegalArgumentException(
            "\"?%s\" is not known: a bucket's URL takes %s"
                .formatted(parts[0], String.join(", ", PARAMETERS)));
      }
      String value = URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8);
      if (parameters.put(parts[0], value) != null) {
        throw new IllegalArgumentException(parts[0] + " is there twice");
      }
    }
    return parameters;
  }

  private static URI endpoint(String text) {
    URI url = uri(text);
    boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    boolean bare =
        List.of("", "/").contains(Optional.ofNullable(url.getRawPath()).orElse(""))
            && url.getRawQuery() == null
            && url.getRawFragment() == null
            && url.getRawUserInfo() == null;
    if (!http || !bare || url.getHost() == null || url.getPort() == 0 || url.getPort() > 0xffff) {
      throw new IllegalArgumentException(
          "endpoint \"%s\" must be scheme and host such as https://storage.googleapis.com"
              .formatted(url.getRawUserInfo() == null ? text : "***"));
    }
    return URI.create(url.getScheme() + "://" + url.getRawAuthority().toLowerCase(Locale.ROOT));
  }

  private static String region(Optional<String> given, Optional<URI> endpoint) {
    String region =
        given
            .or(() -> endpoint.flatMap(S3Location::regionOfAmazon))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "region=... is missing, such as eu-west-1; auto for Google, and servers without regions take us-east-1"));
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "region \"%s\" is no name such as eu-west-1".formatted(region));
    }
    return region;
  }

  private static Optional<String> regionOfAmazon(URI endpoint) {
    Matcher host = AWS_REGION.matcher(endpoint.getHost());
    return host.matches() ? Optional.of(host.group(1)) : Optional.empty();
  }

  private static URI amazon(String region) {
    String end = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return URI.create("https://s3." + region + end);
  }

  private static boolean truth(Map<String, String> given, String name, boolean byDefault) {
    return switch (given.getOrDefault(name, Boolean.toString(byDefault))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(name + " must be true or false");
    };
  }

  private static String prefix(String path) {
    String bare = path.replaceAll("^/|/$", "");
    if (bare.isEmpty()) {
      return "";
    }
    if (bare.length() > MOST_PREFIX || !isKey(bare)) {
      throw new IllegalArgumentException(
          "prefix \"%s\" must be up to %d of A-Z a-z 0-9 . _ ~ - in folders, none of them . or .."
              .formatted(bare, MOST_PREFIX));
    }
    return bare + "/";
  }

  private static boolean isKey(String text) {
    return KEY.matcher(text).matches() && !text.matches("(.*/)?\\.{1,2}(/.*)?");
  }

  /**
   * The URL of an object.
   *
   * @param name its key after the prefix: folders and names of {@code A-Z a-z 0-9 . _ ~ -}
   */
  URI object(String name) {
    if (!isKey(name)) {
      throw new IllegalArgumentException("not the name of an object: " + name);
    }
    String authority = endpoint.getRawAuthority();
    return URI.create(
        pathStyle
            ? endpoint + "/" + bucket + "/" + prefix + name
            : endpoint.getScheme() + "://" + bucket + "." + authority + "/" + prefix + name);
  }

  /** As S3 names the source of a copy. */
  String copySource(String name) {
    return "/" + bucket + "/" + prefix + name;
  }

  /** For people, such as {@code s3://bucket/prefix at https://host (region)}. */
  @Override
  public String toString() {
    return "s3://%s/%s at %s, region %s, bucket in the %s"
        .formatted(bucket, prefix, endpoint, region, pathStyle ? "path" : "host");
  }
}
