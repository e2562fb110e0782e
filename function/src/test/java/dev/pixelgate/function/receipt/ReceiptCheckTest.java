package dev.pixelgate.function.receipt;

import static dev.pixelgate.function.assembly.Blocking.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.signing.PublicKeys;
import dev.pixelgate.function.signing.SigningKeys;
import dev.pixelgate.function.signing.SigningSettings;
import dev.pixelgate.function.store.SqliteDatabase;
import dev.pixelgate.pricing.receipt.Flaw;
import dev.pixelgate.pricing.receipt.Head;
import dev.pixelgate.pricing.receipt.Place;
import dev.pixelgate.pricing.receipt.Receipt;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptCheckTest {
  private static final int RECEIPTS = 5;

  private static Vertx vertx;
  private static SigningKeys signing;
  private static PublicKeys keys;

  /** Of a chain of five, in order. */
  private static final List<String> JWS = new ArrayList<>();

  private static final List<String> DOCUMENTS = new ArrayList<>();

  @BeforeAll
  static void sign(@TempDir Path data) {
    vertx = Vertx.vertx();
    signing = keys(data);
    Place place = Place.first("i_1", Optional.empty());
    for (int i = 1; i <= RECEIPTS; i++) {
      String body = TestingReceipts.of("acme", "r_" + i).at(place);
      String jws = join(signing.sign(body, ReceiptDocument.TYPE));
      JWS.add(jws);
      DOCUMENTS.add(ReceiptDocument.of(jws, body));
      place = Place.after(new Head("i_1", i, Receipt.hash(body)));
    }
    keys = PublicKeys.parse(join(signing.published()));
  }

  private static SigningKeys keys(Path data) {
    SigningSettings settings =
        new SigningSettings(Optional.empty(), Duration.ofDays(90), Duration.ofDays(400));
    return new SigningKeys(
        vertx, new SqliteDatabase(vertx, data), settings, () -> TestingReceipts.NOON);
  }

  @AfterAll
  static void close() {
    join(vertx.close());
  }

  private static ReceiptCheck.Report check(byte[]... files) {
    ReceiptCheck check = new ReceiptCheck(keys);
    for (int i = 0; i < files.length; i++) {
      check.add("file" + i, files[i]);
    }
    return check.report();
  }

  private static ReceiptCheck.Report check(String... files) {
    return check(List.of(files).stream().map(ReceiptCheckTest::bytes).toArray(byte[][]::new));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void mergesReceiptsOfManyFilesInAnyOrder() {
    List<String> files = new ArrayList<>(DOCUMENTS);
    files.set(1, JWS.get(1) + "\n");
    files.add(JWS.get(3) + "\n" + DOCUMENTS.get(0) + "\n"); // and some twice
    Collections.shuffle(files, new Random(5));

    ReceiptCheck.Report report = check(files.toArray(String[]::new));

    assertTrue(report.isGood(), report::toString);
    assertEquals(RECEIPTS, report.receipts());
    assertEquals(1, report.chains().getFirst().from());
    assertEquals(RECEIPTS, report.chains().getFirst().to());
  }

  /** Every byte, to values near and far: not one of them means nothing. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void findsEveryByteThatWasChanged(boolean document) {
    byte[] file = bytes((document ? DOCUMENTS : JWS).getFirst() + "\n");
    assertTrue(check(file).isGood());
    for (int i = 0; i < file.length; i++) {
      for (int flip : new int[] {0x01, 0x20, 0x80, file[i] ^ '\n', file[i] ^ ' '}) {
        if (flip == 0) {
          continue;
        }
        byte[] changed = file.clone();
        changed[i] ^= (byte) flip;
        int at = i;
        assertFalse(check(changed).isGood(), () -> "byte " + at + " xor " + flip);
      }
    }
  }

  /** Also a last character of the Base64 that would be decoded to the same bits. */
  @Test
  void findsEveryLastCharacterOfASignature() {
    String jws = JWS.getFirst();
    for (char c = '!'; c <= '~'; c++) {
      String changed = jws.substring(0, jws.length() - 1) + c;
      assertEquals(changed.equals(jws), check(changed).isGood(), changed);
    }
  }

  @Test
  void findsEveryByteThatWasAddedOrTakenAway() {
    String file = DOCUMENTS.getFirst();
    for (int i = 0; i < file.length(); i++) {
      String without = file.substring(0, i) + file.substring(i + 1);
      String with = file.substring(0, i) + " " + file.substring(i);
      assertFalse(check(without).isGood(), without);
      assertFalse(check(with).isGood(), with);
    }
    assertFalse(check(file + "\n\n").isGood());
    assertFalse(check("").isGood());
  }

  @Test
  void saysWhatIsMissing() {
    ReceiptCheck.Report report = check(DOCUMENTS.get(0), DOCUMENTS.get(4), DOCUMENTS.get(3));

    assertFalse(report.isGood());
    assertEquals(List.of(new Flaw.Missing(2, 3)), report.chains().getFirst().flaws());
  }

  @Test
  void believesNoOtherKey(@TempDir Path other) {
    SigningKeys stranger = keys(other);
    String jws =
        join(
            stranger.sign(
                TestingReceipts.of("acme", "r_1").at(Place.first("i_1", Optional.empty())),
                ReceiptDocument.TYPE));

    List<String> problems = check(jws).problems();

    assertTrue(problems.getFirst().contains("is not among those given"), problems::toString);
  }

  /** A quote is signed with the same key. */
  @Test
  void takesNothingElseForAReceipt() {
    String jws =
        join(
            signing.sign(
                TestingReceipts.of("acme", "r_1").at(Place.first("i_1", Optional.empty())),
                "pixelgate-quote+jwt"));
    assertFalse(check(jws).isGood());

    String noReceipt = join(signing.sign("{\"id\":\"r_1\"}", ReceiptDocument.TYPE));
    assertEquals(
        List.of("file0: it is no receipt: it has no instance"), check(noReceipt).problems());
  }
}
