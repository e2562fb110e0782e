package dev.pixelgate.function.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signature version 4 for S3, by Amazon's own signer. The only class that knows it, hence the only
 * one that loads it. Any thread that may read a body.
 */
final class RequestSigner {
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final String region;
  private final InstantSource clock;

  RequestSigner(String region, InstantSource clock) {
    this.region = region;
    this.clock = clock;
  }

  /**
   * The headers that a request needs, without its {@code Host}, which follows from the URL.
   *
   * @param headers all others that are to be covered by the signature
   */
  Map<String, String> headers(
      S3Credentials credentials, String method, URI url, Map<String, String> headers, S3Body body) {
    SdkHttpRequest signed = hashed(credentials, request(method, url, headers), body);
    Map<String, String> all = new HashMap<>();
    signed.forEachHeader((name, values) -> all.put(name, String.join(",", values)));
    all.remove("Host");
    return all;
  }

  private SdkHttpRequest hashed(S3Credentials credentials, SdkHttpRequest request, S3Body body) {
    try {
      return sign(credentials, request, builder -> builder.payload(() -> open(body)));
    } catch (RuntimeException e) {
      // The signer wraps what a body that cannot be read says.
      throw e.getCause() instanceof UncheckedIOException unreadable ? unreadable : e;
    }
  }

  private static InputStream open(S3Body body) {
    try {
      return body.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A URL that whoever has it may use for one kind of request, without a key.
   *
   * @param headers which the request must have exactly so
   */
  URI presigned(
      S3Credentials credentials,
      String method,
      URI url,
      Map<String, String> headers,
      Duration validity) {
    return sign(
            credentials,
            request(method, url, headers),
            builder ->
                builder
                    .putProperty(
                        AwsV4FamilyHttpSigner.AUTH_LOCATION,
                        AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, validity)
                    .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false))
        .getUri();
  }

  private static SdkHttpRequest request(String method, URI url, Map<String, String> headers) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(url);
    headers.forEach(request::putHeader);
    return request.build();
  }

  private SdkHttpRequest sign(
      S3Credentials credentials,
      SdkHttpRequest request,
      Consumer<SignRequest.Builder<AwsCredentialsIdentity>> more) {
    return signer
        .sign(
            builder -> {
              builder
                  .identity(identity(credentials))
                  .request(request)
                  .putProperty(
                      HttpSigner.SIGNING_CLOCK, Clock.fixed(clock.instant(), ZoneOffset.UTC))
                  .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                  .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                  // S3 takes a key as it stands, with its dots.
                  .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                  .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false);
              more.accept(builder);
            })
        .request();
  }

  private static AwsCredentialsIdentity identity(S3Credentials credentials) {
    return credentials
        .sessionToken()
        .<AwsCredentialsIdentity>map(
            token ->
                AwsSessionCredentialsIdentity.create(
                    credentials.accessKey(), credentials.secretKey(), token))
        .orElseGet(
            () -> AwsCredentialsIdentity.create(credentials.accessKey(), credentials.secretKey()));
  }
}
