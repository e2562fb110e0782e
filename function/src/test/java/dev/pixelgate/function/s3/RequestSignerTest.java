package dev.pixelgate.function.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The examples that Amazon publishes for signature version 4 with S3 ("Examples: Signature
 * Calculations in AWS Signature Version 4" and "Authenticating Requests: Using Query Parameters" of
 * the S3 API reference), and what S3 needs beyond them.
 */
class RequestSignerTest {
  private static final Instant THEN = Instant.parse("2013-05-24T00:00:00Z");
  private static final S3Credentials EXAMPLE =
      new S3Credentials(
          "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Optional.empty());
  private static final String HOST = "https://examplebucket.s3.amazonaws.com";
  private static final String SCOPE =
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, ";

  private final RequestSigner signer = new RequestSigner("us-east-1", () -> THEN);

  private String authorization(
      String method, String path, Map<String, String> headers, S3Body body) {
    return signer
        .headers(EXAMPLE, method, URI.create(HOST + path), headers, body)
        .get("Authorization");
  }

  @Test
  void signsAGetOfAPart() {
    assertEquals(
        SCOPE
            + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
            + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        authorization("GET", "/test.txt", Map.of("Range", "bytes=0-9"), S3Body.NONE));
  }

  @Test
  void signsAPutWithTheHashOfItsBody() {
    Map<String, String> signed =
        signer.headers(
            EXAMPLE,
            "PUT",
            URI.create(HOST + "/test%24file.text"),
            Map.of(
                "Date",
                "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-storage-class",
                "REDUCED_REDUNDANCY"),
            new S3Body.Bytes(Buffer.buffer("Welcome to Amazon S3.")));

    assertEquals(
        "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
        signed.get("x-amz-content-sha256"));
    assertEquals(
        SCOPE
            + "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class, "
            + "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        signed.get("Authorization"));
  }

  @Test
  void signsAParameterWithoutAValue() {
    assertEquals(
        SCOPE
            + "SignedHeaders=host;x-amz-content-sha256;x-amz-date, "
            + "Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        authorization("GET", "/?lifecycle", Map.of(), S3Body.NONE));
  }

  @Test
  void signsParametersInTheirOrder() {
    assertEquals(
        SCOPE
            + "SignedHeaders=host;x-amz-content-sha256;x-amz-date, "
            + "Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        authorization("GET", "/?max-keys=2&prefix=J", Map.of(), S3Body.NONE));
  }

  @Test
  void signsAUrlForWhoeverHasIt() {
    URI url =
        signer.presigned(
            EXAMPLE, "GET", URI.create(HOST + "/test.txt"), Map.of(), Duration.ofDays(1));

    assertTrue(url.toString().startsWith(HOST + "/test.txt?"), url.toString());
    assertEquals(
        Map.of(
            "X-Amz-Algorithm", "AWS4-HMAC-SHA256",
            "X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request",
            "X-Amz-Date", "20130524T000000Z",
            "X-Amz-Expires", "86400",
            "X-Amz-SignedHeaders", "host",
            "X-Amz-Signature", "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"),
        TestingQuery.of(url));
  }

  @Test
  void carriesTheTokenOfARole() {
    S3Credentials role =
        new S3Credentials(EXAMPLE.accessKey(), EXAMPLE.secretKey(), Optional.of("to/ken=="));
    URI object = URI.create(HOST + "/test.txt");

    Map<String, String> headers = signer.headers(role, "GET", object, Map.of(), S3Body.NONE);
    assertEquals("to/ken==", headers.get("X-Amz-Security-Token"));
    assertTrue(headers.get("Authorization").contains(";x-amz-security-token, "));

    URI url = signer.presigned(role, "GET", object, Map.of(), Duration.ofMinutes(5));
    assertEquals("to%2Fken%3D%3D", TestingQuery.of(url).get("X-Amz-Security-Token"));
  }

  @Test
  void bindsAUrlToTheHeadersThatItsRequestMustHave() {
    URI url =
        signer.presigned(
            EXAMPLE,
            "PUT",
            URI.create(HOST + "/x.png"),
            Map.of("Content-Length", "10", "Content-Type", "image/png"),
            Duration.ofMinutes(5));

    assertEquals(
        "content-length%3Bcontent-type%3Bhost", TestingQuery.of(url).get("X-Amz-SignedHeaders"));
    assertFalse(url.toString().contains("image"));
  }
}
