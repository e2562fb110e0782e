package dev.pixelgate.router.livepeer;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.Unsold;
import io.vertx.core.Future;
import java.util.Optional;

/** How orchestrators are paid that ask wei for their work. */
public interface Payments {
  /** None are configured: nothing that asks wei can be bought. */
  Payments NONE =
      new Payments() {
        private static final String WANTED = "it wants payment, and none is configured";

        @Override
        public Future<Sender> sender() {
          return Future.succeededFuture(Sender.NOBODY);
        }

        @Override
        public Optional<Refusal> refusal(Session quote) {
          return Optional.of(new Refusal(Unsold.Reason.PAYMENT_NOT_CONFIGURED, WANTED));
        }

        @Override
        public Refusal unquoted(String text) {
          return new Refusal(Unsold.Reason.PAYMENT_NOT_CONFIGURED, "would not answer: " + text);
        }

        @Override
        public Future<Paying> pay(Purchase purchase) {
          return Future.succeededFuture(new Paying.Unpaid(WANTED));
        }
      };

  /** Who asks for quotes. Never fails; {@link Sender#NOBODY} while that is not known. */
  Future<Sender> sender();

  /** Why this quote cannot be paid, as far as is known without asking; nothing when it can. */
  Optional<Refusal> refusal(Session quote);

  /**
   * What it means that an orchestrator would not quote anything.
   *
   * @param text its words, printable, possibly none
   */
  Refusal unquoted(String text);

  /**
   * Sees to it that the orchestrator takes this job: with what it was paid before, with what is
   * paid now ahead of the job, with what goes with it. Never fails; completes on the calling event
   * loop, and soon after the purchase was cancelled.
   */
  Future<Paying> pay(Purchase purchase);

  /**
   * A payer, as it introduces itself.
   *
   * @param address 20 bytes
   * @param signature by it, over it
   */
  record Sender(ByteString address, ByteString signature) {
    /** Nobody who pays, as a real gateway without a chain says it. */
    public static final Sender NOBODY =
        new Sender(ByteString.copyFrom(new byte[20]), ByteString.EMPTY);
  }

  /**
   * Why not.
   *
   * @param detail a phrase for people: what to do about it
   */
  record Refusal(Unsold.Reason reason, String detail) {}
}
