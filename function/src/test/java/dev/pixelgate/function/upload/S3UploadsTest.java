package dev.pixelgate.function.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.Referred;
import dev.pixelgate.function.s3.S3Client;
import dev.pixelgate.function.s3.S3Credentials;
import dev.pixelgate.function.s3.S3Location;
import dev.pixelgate.function.s3.S3Watch;
import dev.pixelgate.function.s3.TestingS3;
import dev.pixelgate.router.Cancellation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Uploads in a bucket of a real server, which verifies signatures. */
class S3UploadsTest extends UploadStoreContract {
  private final String bucket = TestingS3.shared().newBucket();

  @Override
  S3Uploads store() {
    return new S3Uploads(TestingS3.client(vertx, bucket), RULES, clock);
  }

  @Override
  S3Uploads sameStore() {
    return store();
  }

  @Override
  int put(Place place, byte[] bytes) throws Exception {
    return put(URI.create(place.url()), place, bytes);
  }

  private static int put(URI url, Place place, byte[] bytes) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).PUT(HttpRequest.BodyPublishers.ofByteArray(bytes));
    place.headers().forEach(request::header);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void givesAUrlOfTheBucketUnderItsPrefix() {
    Place place = place(wish(9));
    URI url = URI.create(place.url());

    assertEquals(TestingS3.shared().port(), url.getPort());
    assertTrue(url.getPath().endsWith("/media/uploads/" + place.id()), url::getPath);
    assertTrue(url.getQuery().contains("X-Amz-Expires=900"), url::getQuery);
  }

  @Test
  void takesNothingUnderAnotherName() throws Exception {
    Place place = place(wish(9));
    String other = new UploadIds().next("acme");

    assertEquals(403, put(URI.create(place.url().replace(place.id(), other)), place, new byte[9]));
  }

  /** A bucket knows no limit of ours: it would take 5 GiB. */
  @Test
  void givesNoPlaceWithoutASize() {
    Wish any = new Wish(OptionalLong.empty(), Optional.empty());

    Placing placing = await(() -> store().place("acme", any, "https://gate.example"));

    Failure.Invalid invalid =
        assertInstanceOf(
            Failure.Invalid.class, assertInstanceOf(Placing.Refused.class, placing).failure());
    assertEquals("size", invalid.errors().getFirst().field());
    assertEquals("missing", invalid.errors().getFirst().type());
  }

  @Test
  void namesTheHeaderOfAFirstPutWhereTheServerKnowsIt() {
    assertEquals("*", place(wish(9)).headers().get("If-None-Match"));
    S3Client google =
        TestingS3.client(
            vertx, "s3://pictures?endpoint=https://storage.googleapis.com&region=auto");
    Placing placing =
        await(
            () ->
                new S3Uploads(google, RULES, clock).place("acme", wish(9), "https://gate.example"));

    assertEquals(Map.of(), assertInstanceOf(Placing.Given.class, placing).place().headers());
  }

  @Test
  void saysThatTheBucketLetsItReadNothing() {
    S3Uploads stranger =
        new S3Uploads(
            new S3Client(
                vertx,
                S3Location.parse(bucket),
                new S3Credentials("AKIDSTRANGER", "no", Optional.empty()).fixed(),
                InstantSource.system(),
                S3Watch.NONE),
            RULES,
            clock);
    Referred referred = open(stranger, place(wish(9)).id(), "acme");

    assertInstanceOf(
        Failure.StoreUnavailable.class,
        assertInstanceOf(Referred.Refused.class, referred).failure());
  }

  /** One that was put by somebody else is not read either. */
  @Test
  void refusesWhatIsTooLargeByWhatTheBucketSays() throws Exception {
    Place place = place(wish(MOST + 1));
    assertEquals(200, put(place, new byte[(int) MOST + 1]));

    Referred referred = await(() -> store().open(place.id(), "acme", new Cancellation()));

    assertEquals(
        new Failure.TooLarge("picture by reference", MOST + 1, MOST, "bytes"),
        assertInstanceOf(Referred.Refused.class, referred).failure());
  }

  @Test
  void saysThatTheBucketIsAway() {
    S3Client away =
        TestingS3.client(vertx, "s3://away?endpoint=http://127.0.0.1:1&region=" + TestingS3.REGION);
    S3Uploads store = new S3Uploads(away, RULES, clock);
    Referred referred =
        await(() -> store.open(new UploadIds().next("acme"), "acme", new Cancellation()));

    assertInstanceOf(
        Failure.StoreUnavailable.class,
        assertInstanceOf(Referred.Refused.class, referred).failure());
  }
}
