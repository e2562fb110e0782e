package dev.pixelgate.router.livepeer.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.SegData;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tickets, hashes, signatures and values are those that real parts made and accepted. */
class RecordedVectorsTest {
  private static final TestingKey GATEWAY = TestingKey.of(2);
  private static final TestingKey OWN_CODE = TestingKey.of(7);
  private static final TestingKey WINNER = TestingKey.of(16);
  private static final WeiAmount VALUE = WeiAmount.of(8_000_000_000L);

  private static JsonObject vectors(String file) {
    return (JsonObject) RecordedFiles.value("vectors/" + file + ".json");
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return IntStream.range(0, array.size()).mapToObj(array::getJsonObject);
  }

  private static byte[] bytes(JsonObject json, String field) {
    return HexFormat.of().parseHex(json.getString(field));
  }

  static Stream<JsonObject> jobs() {
    return objects(vectors("real-gateway-payments").getJsonArray("jobs"));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void readsAndWritesThePaymentsOfARealGateway(JsonObject job) throws Exception {
    byte[] header = Base64.getDecoder().decode(job.getString("livepeer_payment"));
    Payment payment = Payment.parseFrom(header);

    assertArrayEquals(header, payment.toByteArray());
    assertEquals(GATEWAY.address(), Address.of(payment.getSender()));
    JsonArray tickets = job.getJsonArray("tickets");
    assertEquals(tickets.size(), payment.getTicketSenderParamsCount());
    for (int i = 0; i < tickets.size(); i++) {
      assertTicket(tickets.getJsonObject(i), payment, i);
    }
    assertEquals(payment, TestingTickets.sign(payment, GATEWAY));
  }

  private static void assertTicket(JsonObject recorded, Payment payment, int index) {
    Ticket ticket = Ticket.of(payment, index);
    byte[] signature = payment.getTicketSenderParams(index).getSig().toByteArray();
    assertEquals(recorded.getLong("nonce"), ticket.nonce());
    assertArrayEquals(bytes(recorded, "preimage"), ticket.preimage());
    assertArrayEquals(bytes(recorded, "hash"), ticket.hash());
    assertArrayEquals(bytes(recorded, "eip191"), TestingKey.personal(ticket.hash()));
    assertArrayEquals(bytes(recorded, "signature"), signature);
    assertEquals(
        Optional.of(Address.parse(recorded.getString("recovered"))),
        Curve.signer(bytes(recorded, "eip191"), signature));
    // A trifle more than the 8e9 wei that the orchestrator wanted, for the chance is rounded up.
    assertEquals(1, ticket.worth().compareTo(VALUE));
    assertEquals(BigInteger.ONE, ticket.worth().minus(VALUE).ceil());
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void readsAndWritesTheCredentialsOfARealGateway(JsonObject job) throws Exception {
    byte[] header = Base64.getDecoder().decode(job.getString("livepeer_segment"));
    SegData data = SegData.parseFrom(header);

    assertArrayEquals(header, data.toByteArray());
    assertArrayEquals(bytes(job, "segment_message"), TestingCredentials.message(data));
    assertArrayEquals(bytes(job, "segment_keccak"), Keccak.of(TestingCredentials.message(data)));
    assertEquals(true, TestingCredentials.isSigned(data, GATEWAY.address()));
    assertEquals(data, TestingCredentials.sign(data, GATEWAY));
  }

  /** Three jobs of 4096 pixels, counted as a payer counts them who has nothing there at first. */
  @Test
  void countsTheTicketsOfARealGateway() throws Exception {
    WeiAmount balance = WeiAmount.ZERO;
    for (JsonObject job : jobs().toList()) {
      Payment payment =
          Payment.parseFrom(Base64.getDecoder().decode(job.getString("livepeer_payment")));
      WeiAmount worth = Ticket.of(payment, 0).worth();
      WeiAmount fee = TestingTill.price(payment.getExpectedPrice()).times(4096);
      long tickets = fee.max(worth).minus(balance).ceilDiv(worth).longValueExact();
      assertEquals(tickets, payment.getTicketSenderParamsCount());
      balance = balance.plus(worth.times(tickets)).minus(fee);
    }
  }

  @Test
  void readsAndWritesTheQuoteOfARealOrchestrator() throws Exception {
    byte[] recorded = RecordedFiles.bytes("vectors/getorchestrator-response-used.bin");
    OrchestratorInfo info = OrchestratorInfo.parseFrom(recorded);

    assertArrayEquals(recorded, info.toByteArray());
    assertEquals(TestingKey.of(1).address(), Address.of(info.getAddress()));
  }

  static Stream<JsonObject> signings() {
    return objects(vectors("signing-by-own-code").getJsonArray("vectors"));
  }

  @ParameterizedTest
  @MethodSource("signings")
  void signsWhatARealOrchestratorAccepted(JsonObject vector) {
    boolean ticket = vector.getString("kind").equals("ticket");
    byte[] message = bytes(vector, ticket ? "preimage" : "message");
    byte[] hash = Keccak.of(message);

    assertArrayEquals(bytes(vector, ticket ? "ticket_hash" : "keccak"), hash);
    assertArrayEquals(bytes(vector, "eip191_hash"), TestingKey.personal(hash));
    assertArrayEquals(bytes(vector, "signature"), OWN_CODE.signText(hash));
    assertEquals(vector.getString("signer"), OWN_CODE.address().toString());
    if (ticket) {
      assertArrayEquals(message, ticket(message).preimage());
    } else if (vector.containsKey("message_ascii")) {
      assertArrayEquals(bytes(vector, "signature"), OWN_CODE.introduction());
    }
  }

  /** The one that is written so. */
  private static Ticket ticket(byte[] preimage) {
    return new Ticket(
        new Address(ByteString.copyFrom(preimage, 0, 20)),
        new Address(ByteString.copyFrom(preimage, 20, 20)),
        word(preimage, 40),
        word(preimage, 72),
        word(preimage, 104).longValueExact(),
        ByteString.copyFrom(preimage, 136, 32),
        word(preimage, 168).longValueExact(),
        ByteString.copyFrom(preimage, 200, 32));
  }

  private static BigInteger word(byte[] bytes, int from) {
    return new BigInteger(1, Arrays.copyOfRange(bytes, from, from + 32));
  }

  static Stream<JsonObject> redeemed() {
    return objects(vectors("winning-tickets").getJsonArray("redeemed"));
  }

  @ParameterizedTest
  @MethodSource("redeemed")
  void seesThatARedeemedTicketWins(JsonObject won) {
    BigInteger rand = new BigInteger(won.getString("recipient_rand"), 16);
    Ticket ticket =
        new Ticket(
            TestingKey.of(1).address(),
            WINNER.address(),
            new BigInteger(won.getString("face_value")),
            new BigInteger(won.getString("win_prob"), 16),
            won.getLong("sender_nonce"),
            ByteString.copyFrom(bytes(won, "recipient_rand_hash")),
            9,
            ByteString.EMPTY);

    assertArrayEquals(bytes(won, "recipient_rand_hash"), Keccak.of(Uint.word(rand)));
    assertArrayEquals(
        bytes(won, "keccak_sig_rand"), Keccak.of(bytes(won, "signature"), Uint.word(rand)));
    assertEquals(won.getBoolean("wins"), ticket.wins(bytes(won, "signature"), rand));
  }

  @Test
  void tellsWinningTicketsFromOthers() throws Exception {
    JsonObject vectors = vectors("winning-tickets");
    List<JsonObject> eight = objects(vectors.getJsonArray("all_eight")).toList();
    BigInteger rand = new BigInteger(vectors.getString("all_eight_recipient_rand"), 16);
    JsonObject call =
        (JsonObject) RecordedFiles.value("direct/w01-eight-tickets-win-prob-two-thirds.json");
    Payment payment = payment(call);

    assertEquals(8, eight.size());
    for (JsonObject one : eight) {
      Ticket ticket =
          Ticket.of(
              payment.getTicketParams(),
              payment.getExpirationParams(),
              WINNER.address(),
              one.getLong("sender_nonce"));
      byte[] signature = bytes(one, "signature");
      assertArrayEquals(signature, WINNER.signText(ticket.hash()));
      assertArrayEquals(bytes(one, "keccak_sig_rand"), Keccak.of(signature, Uint.word(rand)));
      assertEquals(one.getBoolean("wins"), ticket.wins(signature, rand));
      assertEquals(payment.getTicketParams().getRecipientRandHash(), hash(rand));
    }
    assertEquals(
        new BigInteger(vectors.getString("deposit_before"))
            .subtract(new BigInteger(vectors.getString("deposit_after"))),
        new BigInteger(redeemed().findFirst().orElseThrow().getString("face_value"))
            .multiply(BigInteger.valueOf(redeemed().count())));
  }

  private static ByteString hash(BigInteger rand) {
    return ByteString.copyFrom(Keccak.of(Uint.word(rand)));
  }

  private static Payment payment(JsonObject call) throws Exception {
    return Payment.parseFrom(Base64.getDecoder().decode(call.getString("livepeer_payment")));
  }

  @ParameterizedTest
  @CsvSource({
    "4294967295, 0, 0, e1393fc7f6de093780674022f96cb8e3872235167d037c04d554e58c0e63d280",
    "1, 0, 0, ce0918ba94518293e9712effbe5fca4f1f431089833a5b8c257cb1e024595f68",
    "0, 1, 500, 87ef13f2d37e4d5352a01d3c77b8179d80e0887f1953bfabfd0bfd7b0f689ddd",
    "0, 500, 1, aa4b35071043587992ac8b9dd1b2cf1d8311130e6458cf0b2342484e21af5f5b"
  })
  void hashesAsLivepeersOwnTestsSay(long nonce, long faceValue, long winProb, String hash) {
    Ticket ticket =
        new Ticket(
            Address.of(ByteString.EMPTY),
            Address.of(ByteString.EMPTY),
            BigInteger.valueOf(faceValue),
            BigInteger.valueOf(winProb),
            nonce,
            ByteString.EMPTY,
            0,
            ByteString.EMPTY);

    assertEquals(hash, HexFormat.of().formatHex(ticket.hash()));
  }
}
