package dev.pixelgate.router.livepeer;

import static dev.pixelgate.router.livepeer.TestingPayer.await;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.health.TestingClock;
import dev.pixelgate.router.livepeer.TestingPayer.Answer;
import dev.pixelgate.router.livepeer.chain.Address;
import dev.pixelgate.router.livepeer.chain.ResignedTickets;
import dev.pixelgate.router.livepeer.chain.TestingChain;
import dev.pixelgate.router.livepeer.chain.TestingChain.Account;
import dev.pixelgate.router.livepeer.chain.TestingKey;
import dev.pixelgate.router.livepeer.chain.TestingTickets;
import dev.pixelgate.router.livepeer.wire.AuthToken;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.SegData;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Puts recorded calls to the testing orchestrator. Its secrets are not those of the recorded one,
 * so three things in a call are replaced by what it quotes itself at the same block: the hash of
 * its number, the seed, and the token. Prices, face values, chances, blocks, rounds and nonces stay
 * as they were recorded, so it must quote them all alike.
 */
final class ReplayedOrchestrator {
  static final String MODEL = "stabilityai/stable-diffusion-x4-upscaler";

  private record Session(TicketParams recorded, TicketParams ours) {}

  final TestingClock clock = new TestingClock();
  final TestingChain chain = new TestingChain(clock);
  private final Vertx vertx;
  private final TestingClients clients;
  private final TestingNode node;
  private final List<Session> sessions = new ArrayList<>();
  private final Map<ByteString, AuthToken> tokens = new HashMap<>();
  private final Map<Integer, SegData> segments = new HashMap<>();
  private Capability capability = new Capability(Pipeline.UPSCALE, MODEL);

  ReplayedOrchestrator(Vertx vertx, Function<TestingChain, TestingPlan> plan) throws Exception {
    this.vertx = vertx;
    this.clients = new TestingClients(vertx);
    for (int account = 1; account < 20; account++) {
      chain.fund(TestingKey.of(account).address(), Account.ofEther(10, 10));
    }
    chain.fund(address("POOR"), Account.ofEther(0, 0));
    chain.fund(address("LOWRES"), new Account(TestingChain.ETHER, BigInteger.TEN.pow(12), false));
    chain.fund(address("NODEPOSIT"), Account.ofEther(0, 10));
    chain.fund(address("P11"), Account.ofEther(10, 10).unlock());
    this.node = await(TestingNode.start(vertx, plan.apply(chain)));
  }

  static Address address(String sender) {
    return TestingKey.of(Recording.account(sender)).address();
  }

  TestingNode node() {
    return node;
  }

  void capability(Capability sold) {
    capability = sold;
  }

  /** Gas costs so many wei for quotes from now on. */
  void gasPrice(long wei) {
    chain.gasPrice(BigInteger.valueOf(wei));
  }

  /** This sender needs a new token. */
  void renewToken(String sender) {
    segments.remove(Recording.account(sender));
  }

  /** The credentials of this sender name this from now on. */
  void manifest(String sender, String named) throws Exception {
    int account = Recording.account(sender);
    segments.put(account, payer(account).segment(tokenOnly(), capability, named));
  }

  TestingPayer payer(int account) {
    return new TestingPayer(vertx, clients, node.url(), account);
  }

  /** Puts the recorded call to ours. */
  Answer replay(Recording recording) throws Exception {
    Map<String, String> headers = new HashMap<>();
    recording.header().ifPresent(text -> headers.put(TestingGate.PAYMENT, text));
    if (recording.payment().isPresent()) {
      byte[] payment = rebuilt(recording, recording.payment().get()).toByteArray();
      headers.put(TestingGate.PAYMENT, Base64.getEncoder().encodeToString(payment));
    }
    int sender = recording.name().startsWith("p04") ? Recording.account("P8") : recording.sender();
    byte[] segment = segment(recording, sender).toByteArray();
    headers.put(SegmentHeader.NAME, Base64.getEncoder().encodeToString(segment));
    return recording.isPaymentAhead()
        ? payer(sender).pay(headers)
        : payer(sender).upscale(capability.model(), 64, 64, headers);
  }

  /** Our quote for the recorded params, asked for by whom they were issued to. */
  void quote(Recording recording, int account) throws Exception {
    session(recording.payment().orElseThrow().getTicketParams(), account);
  }

  private Payment rebuilt(Recording recording, Payment payment) throws Exception {
    if (!payment.hasTicketParams()) {
      return payment;
    }
    Session session = session(payment.getTicketParams(), recording.sender());
    Payment ours = ResignedTickets.of(payment, session.recorded, session.ours);
    return recording.isCut() ? TestingTickets.sign(ours, TestingKey.of(recording.sender())) : ours;
  }

  private Session session(TicketParams recorded, int account) throws Exception {
    for (Session known : sessions) {
      if (known.recorded.getSeed().equals(recorded.getSeed())
          || known.recorded.getRecipientRandHash().equals(recorded.getRecipientRandHash())) {
        return known;
      }
    }
    chain.block(new BigInteger(1, recorded.getExpirationBlock().toByteArray()).longValue() - 40);
    OrchestratorInfo info = payer(account).info(capability);
    Session made = new Session(recorded, info.getTicketParams());
    sessions.add(made);
    return made;
  }

  private SegData segment(Recording recording, int sender) throws Exception {
    if (recording.segment().isEmpty()) {
      SegData kept = segments.get(sender);
      SegData segment = kept == null ? payer(sender).segment(tokenOnly(), capability) : kept;
      segments.put(sender, segment);
      return segment;
    }
    SegData recorded = recording.segment().get();
    ByteString token = recorded.getAuthToken().getToken();
    if (!tokens.containsKey(token)) {
      tokens.put(token, tokenOnly().getAuthToken());
    }
    return recorded.toBuilder().setAuthToken(tokens.get(token)).build();
  }

  /** Tokens are good for anybody, so it is asked for by one who can always be quoted. */
  private OrchestratorInfo tokenOnly() throws Exception {
    return payer(Recording.account("GW")).info(capability);
  }
}
