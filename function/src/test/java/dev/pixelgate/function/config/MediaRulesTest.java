package dev.pixelgate.function.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.s3.CredentialOrigin;
import dev.pixelgate.function.s3.S3Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaRulesTest {
  private static final String URL =
      "s3://pictures/gate?endpoint=https://storage.googleapis.com&region=auto";

  @TempDir private Path folder;

  private TestingConfiguration file(String media) {
    return new TestingConfiguration(folder).file("media: { " + media + " }\n");
  }

  private TestingConfiguration bucket(String more) {
    return file("url: \"" + URL + "\"" + more);
  }

  private static CredentialOrigin credentials(Configuration configuration) {
    return configuration.media().bucket().orElseThrow().credentials();
  }

  @Test
  void picturesAreFilesUnlessItIsSaid() {
    MediaRules media = new TestingConfiguration(folder).valid().media();
    assertEquals(Optional.empty(), media.bucket());
    assertEquals(MediaDelivery.THROUGH, media.delivery());
  }

  @Test
  void keysOfABucketMayBeWritten() {
    Configuration read =
        bucket(", access-key: \"${ID}\", secret-key: \"${SECRET}\", deliver: through")
            .environment("ID", "AKID")
            .environment("SECRET", "s3cret")
            .environment("AWS_ACCESS_KEY_ID", "other")
            .valid();
    assertEquals(
        new CredentialOrigin.Fixed(new S3Credentials("AKID", "s3cret", Optional.empty())),
        credentials(read));
    assertEquals("pictures", read.media().bucket().orElseThrow().location().bucket());
    assertEquals(MediaDelivery.THROUGH, read.media().delivery());
    assertFalse(read.toString().contains("s3cret"), "a secret is printed");
    assertFalse(String.join("", read.describe()).contains("s3cret"), "a secret is printed");
  }

  @Test
  void keysMayBeThoseOfAmazonsEnvironment() {
    Configuration read =
        bucket("")
            .environment("AWS_ACCESS_KEY_ID", "AKID")
            .environment("AWS_SECRET_ACCESS_KEY", "s3cret")
            .environment("AWS_SESSION_TOKEN", "token")
            .valid();
    assertEquals(
        new CredentialOrigin.Fixed(new S3Credentials("AKID", "s3cret", Optional.of("token"))),
        credentials(read));
    assertEquals(MediaDelivery.REDIRECT, read.media().delivery());
    assertTrue(
        read.describe().contains("media.access-key = ***  (AWS_ACCESS_KEY_ID)"),
        () -> read.describe().toString());
  }

  @Test
  void keysMayBeGivenOutByThePlatformOfAContainer() {
    assertEquals(
        new CredentialOrigin.Container(
            URI.create("http://169.254.170.2/v2/credentials/1"),
            Optional.empty(),
            Optional.empty()),
        credentials(
            bucket("")
                .environment("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/1")
                .valid()));
    assertEquals(
        new CredentialOrigin.Container(
            URI.create("http://169.254.170.23/v1/credentials"),
            Optional.empty(),
            Optional.of(Path.of("/var/run/token"))),
        credentials(
            bucket("")
                .environment(
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1/credentials")
                .environment("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/var/run/token")
                .valid()));
  }

  @Test
  void bucketNeedsKeys() {
    String needs = "pixelgate.yaml:1: media.url: a bucket needs media.access-key and ";
    List<String> problems = bucket("").problems();
    assertEquals(1, problems.size());
    assertTrue(problems.getFirst().startsWith(needs), problems::toString);
    assertEquals(
        List.of(
            "pixelgate.yaml:1: media.access-key: a bucket needs both media.access-key and"
                + " media.secret-key"),
        bucket(", access-key: AKID").problems());
    assertEquals(
        List.of("AWS_ACCESS_KEY_ID: media.url needs AWS_SECRET_ACCESS_KEY beside it"),
        bucket("").environment("AWS_ACCESS_KEY_ID", "AKID").problems());
    assertEquals(
        List.of(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI: \"file:/x\": not an absolute http or https URL"),
        bucket("").environment("AWS_CONTAINER_CREDENTIALS_FULL_URI", "file:/x").problems().stream()
            .filter(problem -> !problem.startsWith(needs))
            .toList());
  }

  @Test
  void keysAndDeliveryAreForABucket() {
    assertEquals(
        List.of(
            "pixelgate.yaml:1: media.access-key: is for a bucket, and media.url is files",
            "pixelgate.yaml:1: media.deliver: is for a bucket: files are sent by the gateway",
            "pixelgate.yaml:1: media.secret-key: is for a bucket, and media.url is files"),
        file("url: files, access-key: a, secret-key: b, deliver: through").problems());
    assertEquals(
        List.of("pixelgate.yaml:1: media.deliver: \"email\": must be redirect or through"),
        bucket(", deliver: email, access-key: a, secret-key: b").problems());
  }

  @Test
  void variablesOfAmazonMeanNothingWithoutABucket() {
    file("url: files").environment("AWS_ACCESS_KEY_ID", "AKID").valid();
  }

  @Test
  void workerKeepsNoPictures() {
    assertEquals(
        List.of("pixelgate.yaml:2: media.url: the worker role only computes, it keeps no pictures"),
        new TestingConfiguration(folder)
            .file("role: worker\nmedia: { url: \"" + URL + "\", access-key: a, secret-key: b }\n")
            .problems());
  }

  @Test
  void saysWhatIsNoPlaceForPictures() {
    assertEquals(
        List.of(
            "pixelgate.yaml:1: media.url: \"ftp://x\": must be files, or a bucket such as"
                + " s3://bucket?endpoint=https://host&region=eu-west-1"),
        file("url: \"ftp://x\"").problems());
  }
}
