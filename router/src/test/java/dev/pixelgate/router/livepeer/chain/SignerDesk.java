package dev.pixelgate.router.livepeer.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.chain.SignerTerms.Hook;
import dev.pixelgate.router.livepeer.wire.Capabilities;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import dev.pixelgate.router.livepeer.wire.SegData;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Judges what is asked of a signer, in a real one's order and words, and signs it. */
final class SignerDesk {
  private static final int MOST_TICKETS = 100;

  /** A token this near to its end is replaced first. */
  private static final Duration TOKEN_MARGIN = Duration.ofMinutes(3);

  private static final String UNSURE = "remote signer could not check whether to refresh session: ";
  private static final String FIXED = "fixed";

  private final TestingChain chain;
  private final SignerTerms terms;
  private final SignerTickets tickets;

  SignerDesk(TestingChain chain, SignerTerms terms) {
    this.chain = chain;
    this.terms = terms;
    this.tickets = new SignerTickets(chain, terms);
  }

  SignerAnswer answer(SignerRequest request) {
    if (request.orchestrator().length == 0) {
      return SignerAnswer.bad("missing orchestrator");
    }
    try {
      OrchestratorInfo info = OrchestratorInfo.parseFrom(request.orchestrator());
      PriceInfo price = info.getPriceInfo();
      if (price.getPricePerUnit() == 0 || price.getPixelsPerUnit() == 0) {
        return SignerAnswer.bad("missing or zero priceInfo");
      }
      if (!info.hasTicketParams()) {
        return SignerAnswer.bad("missing ticketParams in OrchestratorInfo");
      }
      return withState(request, info);
    } catch (InvalidProtocolBufferException e) {
      return SignerAnswer.bad("proto:\u00a0cannot parse invalid wire-format data");
    }
  }

  private SignerAnswer withState(SignerRequest request, OrchestratorInfo info)
      throws InvalidProtocolBufferException {
    if (!request.hasState()) {
      return judged(request, info, first(request, info));
    }
    if (!TestingKey.signedText(tickets.key().address(), request.state(), request.signature())) {
      return SignerAnswer.bad("invalid sig");
    }
    SignerState state = SignerState.read(request.state());
    if (!state.orchestrator().equals(Address.of(info.getAddress()))) {
      return SignerAnswer.bad("orchestratorAddress mismatch");
    }
    if (!state.app().equals(request.app())) {
      return SignerAnswer.bad("app mismatch");
    }
    if (!state.type().isEmpty() && !state.type().equals(request.type())) {
      return SignerAnswer.bad("job type mismatch");
    }
    return request.manifest().isEmpty()
        ? SignerAnswer.bad("missing manifestID")
        : judged(request, info, state.next(request.type()));
  }

  private SignerState first(SignerRequest request, OrchestratorInfo info) {
    return new SignerState(
        random(),
        "",
        "",
        Address.of(info.getAddress()),
        request.app(),
        0,
        0,
        WeiAmount.ZERO,
        info.getPriceInfo(),
        request.type(),
        0,
        "");
  }

  private SignerAnswer judged(SignerRequest request, OrchestratorInfo info, SignerState state)
      throws InvalidProtocolBufferException {
    Capabilities capabilities = Capabilities.parseFrom(request.capabilities());
    return stale(info)
        .or(() -> unbillable(request))
        .or(() -> tooDear(request, info, state))
        .orElseGet(() -> paid(request, info, state, capabilities));
  }

  private Optional<SignerAnswer> stale(OrchestratorInfo info) {
    if (!info.hasAuthToken()) {
      return Optional.of(SignerAnswer.bad(UNSURE + "missing auth token"));
    }
    long end = info.getAuthToken().getExpiration() - TOKEN_MARGIN.toSeconds();
    TicketParams params = info.getTicketParams();
    if (chain.clock().instant().getEpochSecond() >= end || tickets.isExpired(params)) {
      return Optional.of(new SignerAnswer.Refresh(info.getTranscoder()));
    }
    return tickets.fault(params).map(fault -> SignerAnswer.bad(UNSURE + fault));
  }

  /** Real ones bill time too ({@code live}, {@code lv2v}); pictures have none, so this does not. */
  private static Optional<SignerAnswer> unbillable(SignerRequest request) {
    if (!request.type().isEmpty() && !request.type().equals(FIXED)) {
      return Optional.of(SignerAnswer.bad("invalid job type"));
    }
    if (request.type().isEmpty() && request.pixels() <= 0) {
      return Optional.of(SignerAnswer.bad("missing billable unit or job type"));
    }
    return request.type().isEmpty() && request.mostForUnit().isPresent()
        ? Optional.of(SignerAnswer.bad("maxPrice requires payment type live, lv2v, or fixed"))
        : Optional.empty();
  }

  private Optional<SignerAnswer> tooDear(
      SignerRequest request, OrchestratorInfo info, SignerState state) {
    WeiAmount price = TestingTill.price(info.getPriceInfo());
    Optional<WeiAmount> own =
        request.capabilities().length == 0 ? Optional.empty() : terms.mostForPixel();
    return above(price, own, "configured maximum price")
        .or(() -> above(price, request.mostForUnit(), "request maxPrice"))
        .or(
            () ->
                above(
                    price,
                    Optional.of(TestingTill.price(state.initial())),
                    "initial session price"));
  }

  private static Optional<SignerAnswer> above(WeiAmount price, Optional<WeiAmount> cap, String of) {
    return cap.filter(most -> price.compareTo(most) > 0)
        .map(
            most ->
                new SignerAnswer.Refused(
                    481,
                    "orchestrator price %s exceeds %s ceiling %s"
                        .formatted(
                            SignerTickets.decimal(price, 3), of, SignerTickets.decimal(most, 3))));
  }

  private SignerAnswer paid(
      SignerRequest request, OrchestratorInfo info, SignerState state, Capabilities capabilities) {
    WeiAmount fee =
        TestingTill.price(state.initial()).times(request.type().isEmpty() ? request.pixels() : 1);
    WeiAmount worth = SignerTickets.worth(info.getTicketParams());
    if (worth.signum() == 0) {
      return new SignerAnswer.Refused(500, "tickets are worth nothing");
    }
    long needed = fee.max(worth).minus(state.balance()).ceilDiv(worth).longValueExact();
    if (needed == 0) {
      return new SignerAnswer.Refused(482, "no tickets");
    }
    if (needed > MOST_TICKETS) {
      return SignerAnswer.bad(
          "numTickets %d exceeds maximum of %d".formatted(needed, MOST_TICKETS));
    }
    if (!tickets.canSign(info.getTicketParams(), needed)) {
      return new SignerAnswer.Refused(500, "cannot create tickets");
    }
    String session = "0x" + hex(info.getTicketParams().getRecipientRandHash());
    long before = session.equals(state.session()) ? state.nonce() : 0;
    WeiAmount left = state.balance().plus(worth.times(needed)).minus(fee);
    SignerState paid =
        state.paid(session, before + needed, left, chain.clock().instant().toString());
    return allowed(paid)
        .orElseGet(
            () ->
                signed(
                    tickets.payment(info, before + 1, needed),
                    credentials(request, info, capabilities),
                    hooked(paid)));
  }

  private boolean isAsked(SignerState state) {
    return state.authUntil() == 0 || chain.clock().instant().getEpochSecond() > state.authUntil();
  }

  private Optional<SignerAnswer> allowed(SignerState state) {
    if (!isAsked(state)) {
      return Optional.empty();
    }
    return switch (terms.hook()) {
      case Hook.None none -> Optional.empty();
      case Hook.Allows allows -> Optional.empty();
      case Hook.Refuses(int status, String reason) ->
          Optional.of(new SignerAnswer.Refused(status, reason));
      case Hook.Rubbish rubbish ->
          Optional.of(new SignerAnswer.Refused(500, "signer auth invalid response"));
      case Hook.Caps caps ->
          Optional.of(
              new SignerAnswer.Refused(
                  502,
                  "signer auth invalid maxPrice: maxPrice requires payment type live, lv2v, or"
                      + " fixed"));
    };
  }

  private SignerState hooked(SignerState state) {
    return isAsked(state) && terms.hook() instanceof Hook.Allows(String user, long until)
        ? state.allowed(user, until)
        : state;
  }

  private String credentials(
      SignerRequest request, OrchestratorInfo info, Capabilities capabilities) {
    String manifest = request.manifest().isEmpty() ? random() : request.manifest();
    SegData data = TestingCredentials.sign(manifest, info.getAuthToken(), tickets.key());
    if (request.capabilities().length > 0) {
      data = data.toBuilder().setCapabilities(capabilities).build();
    }
    return Base64.getEncoder().encodeToString(data.toByteArray());
  }

  private SignerAnswer signed(String payment, String credentials, SignerState state) {
    byte[] bytes = state.write();
    return new SignerAnswer.Signed(
        new JsonObject()
            .put("payment", payment)
            .put("segCreds", credentials)
            .put(
                "state",
                new JsonObject()
                    .put("State", Base64.getEncoder().encodeToString(bytes))
                    .put(
                        "Sig", Base64.getEncoder().encodeToString(tickets.key().signText(bytes)))));
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static String random() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }
}
