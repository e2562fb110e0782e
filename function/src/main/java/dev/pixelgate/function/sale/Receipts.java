package dev.pixelgate.function.sale;

import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.function.ledger.BilledAttempt;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.Capability;
import java.util.List;

/** Makes the receipts of requests. Any thread. */
public interface Receipts {
  /** For whom nothing is written down. */
  Receipts NONE =
      new Receipts() {
        @Override
        public List<Write> ofOrder(Bought bought, Sale sale, List<BilledAttempt> attempts) {
          return List.of();
        }

        @Override
        public List<Write> ofHit(Bought bought, boolean shared) {
          return List.of();
        }
      };

  /**
   * Of an order that has ended: what is to be written with the last of its money. Nothing for one
   * that dispatched nothing.
   *
   * @param attempts that were dispatched, ended
   */
  List<Write> ofOrder(Bought bought, Sale sale, List<BilledAttempt> attempts);

  /**
   * Of a request that was answered with the result of another one, for nothing.
   *
   * @param shared whether that one was still running
   */
  List<Write> ofHit(Bought bought, boolean shared);

  /**
   * What was asked for.
   *
   * @param capability the model as it was understood
   */
  record Bought(
      Terms terms, Capability capability, ImagePart image, UpscaleParameters parameters) {}
}
