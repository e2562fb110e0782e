package dev.pixelgate.router.livepeer.payment;

import com.google.protobuf.ByteString;
import dev.pixelgate.router.attempt.Refusal;
import dev.pixelgate.router.exchange.Documents;
import dev.pixelgate.router.livepeer.Payments.Sender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * A go-livepeer remote signer over HTTP. It keeps nothing of us between two questions. For any
 * number of event loops.
 */
final class SignerClient {
  private static final int CONNECTIONS = 64;
  private static final int KEPT_SECONDS = 30;

  /** 100 tickets are 10 kB in base64, a state is 1 kB. */
  private static final int MOST_BYTES = 256 << 10;

  private static final int ADDRESS_BYTES = 20;
  private static final int SIGNATURE_BYTES = 65;

  private final SignerSettings settings;
  private final Documents documents;
  private final LongAdder questions = new LongAdder();

  SignerClient(Vertx vertx, SignerSettings settings) {
    this.settings = settings;
    this.documents = new Documents(vertx, CONNECTIONS, KEPT_SECONDS);
  }

  /** Who signs; nothing when it does not say. */
  sealed interface Identity {
    /** This one. */
    record Known(Sender sender) implements Identity {}

    /** Not known; a phrase after the signer's name. */
    record Unknown(String problem) implements Identity {}
  }

  /** Asks who it is; never fails. */
  Future<Identity> identity() {
    return post("/sign-orchestrator-info", new JsonObject())
        .map(
            answer ->
                switch (answer) {
                  case Documents.Answer.Failed(String problem) -> new Identity.Unknown(problem);
                  case Documents.Answer.Document(int status, Buffer body) when status != 200 ->
                      new Identity.Unknown("answered " + status + ": " + message(body));
                  case Documents.Answer.Document(int status, Buffer body) ->
                      sender(body)
                          .<Identity>map(Identity.Known::new)
                          .orElseGet(
                              () -> new Identity.Unknown("answered what is no signed address"));
                });
  }

  /** Asks for tickets; never fails. */
  Future<SignerAnswer> tickets(TicketsWanted wanted) {
    questions.increment();
    return post("/generate-live-payment", wanted.json()).map(SignerClient::read);
  }

  /** How often tickets were asked for. */
  long questions() {
    return questions.sum();
  }

  Future<Void> close() {
    return documents.close();
  }

  private Future<Documents.Answer> post(String path, JsonObject body) {
    String base = settings.url().toString();
    URI url = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    return documents.post(url, settings.headers(), body.toBuffer(), settings.timeout(), MOST_BYTES);
  }

  private static SignerAnswer read(Documents.Answer answer) {
    return switch (answer) {
      case Documents.Answer.Failed(String problem) -> new SignerAnswer.Away(problem);
      case Documents.Answer.Document(int status, Buffer body) -> read(status, body);
    };
  }

  private static SignerAnswer read(int status, Buffer body) {
    return switch (status) {
      case 200 ->
          signed(body)
              .<SignerAnswer>map(SignerAnswer.Tickets::new)
              .orElseGet(() -> new SignerAnswer.Away("answered what is no payment"));
      case 480 -> new SignerAnswer.TooOld();
      case 481 -> new SignerAnswer.TooDear(message(body));
      case 482 -> new SignerAnswer.Enough();
      default ->
          status >= 500
              ? new SignerAnswer.Away("answered " + status + ": " + message(body))
              : new SignerAnswer.Refused(status, message(body));
    };
  }

  private static Optional<Signed> signed(Buffer body) {
    try {
      JsonObject answer = body.toJsonObject();
      String payment = text(answer, "payment");
      String segment = text(answer, "segCreds");
      JsonObject state = object(answer, "state");
      SignerState next = new SignerState(text(state, "State"), text(state, "Sig"));
      boolean whole = !payment.isEmpty() && !segment.isEmpty() && !next.state().isEmpty();
      return whole ? Signed.of(payment, segment, next) : Optional.empty();
    } catch (DecodeException | ClassCastException e) {
      return Optional.empty();
    }
  }

  private static Optional<Sender> sender(Buffer body) {
    try {
      JsonObject answer = body.toJsonObject();
      ByteString address = hex(text(answer, "address"));
      ByteString signature = hex(text(answer, "signature"));
      return address.size() == ADDRESS_BYTES && signature.size() == SIGNATURE_BYTES
          ? Optional.of(new Sender(address, signature))
          : Optional.empty();
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(JsonObject object, String name) {
    return Optional.ofNullable(object.getString(name)).orElse("");
  }

  private static JsonObject object(JsonObject object, String name) {
    return Optional.ofNullable(object.getJsonObject(name)).orElseGet(JsonObject::new);
  }

  private static ByteString hex(String text) {
    return ByteString.fromHex(text.startsWith("0x") ? text.substring(2) : text);
  }

  /** Its words, or nothing. */
  private static String message(Buffer body) {
    try {
      return Refusal.bounded(text(object(body.toJsonObject(), "error"), "message"));
    } catch (DecodeException | ClassCastException e) {
      return Refusal.bounded(new String(body.getBytes(), StandardCharsets.UTF_8));
    }
  }

  /**
   * A question for tickets.
   *
   * @param info the orchestrator's answer, as it was received
   * @param pixels of which the price is to be covered
   * @param manifest what the orchestrator keeps its ledger under
   * @param capabilities a message {@code net.Capabilities}
   */
  record TicketsWanted(
      ByteString info,
      long pixels,
      String manifest,
      ByteString capabilities,
      Optional<SignerState> state) {
    JsonObject json() {
      Base64.Encoder base64 = Base64.getEncoder();
      JsonObject json =
          new JsonObject()
              .put("orchestrator", base64.encodeToString(info.toByteArray()))
              .put("type", "")
              .put("inPixels", pixels)
              .put("ManifestID", manifest)
              .put("capabilities", base64.encodeToString(capabilities.toByteArray()));
      state.ifPresent(
          carried ->
              json.put(
                  "state",
                  new JsonObject().put("State", carried.state()).put("Sig", carried.signature())));
      return json;
    }
  }
}
