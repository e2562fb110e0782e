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
        @Override
        public Future<Sender> sender() {
          return Future.succeededFuture(Sender.NOBODY);
        }

        @Override
        public Optional<Refusal> refusal(Session quote) {
          return Optional.of(
              new Refusal(
                  Unsold.Reason.PAYMENT_NOT_CONFIGURED,
                  "it wants payment, and none is configured"));
        }
      };

  /** Who asks for quotes. Never fails; {@link Sender#NOBODY} while that is not known. */
  Future<Sender> sender();

  /** Why this quote cannot be paid, as far as is known without asking; nothing when it can. */
  Optional<Refusal> refusal(Session quote);

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
