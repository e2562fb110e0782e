package dev.pixelgate.function.failure;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.BudgetState;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.selection.Candidate;
import dev.pixelgate.router.selection.Exclusion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A request that does not get its picture, and why. */
public sealed interface Failure {
  /** Unreadable multipart or JSON. */
  record BadRequest(String message) implements Failure {}

  /** Not an image, or a broken one. */
  record BadImage(String message) implements Failure {}

  /** A model that nobody ever offered here. */
  record UnknownModel(String model, List<String> models) implements Failure {}

  /** A header that says something we cannot do. */
  record BadHeader(String header, String message) implements Failure {}

  /** Orchestrators agree that the job itself is wrong. */
  record ModelError(String message) implements Failure {}

  /** No key, or an unknown one. */
  record Unauthorized(String message) implements Failure {}

  /** A good key without this right. */
  record Forbidden(String message) implements Failure {}

  /**
   * Every able offer is dearer than the caps allow.
   *
   * @param excluded every offer of the model, with why it was not asked
   */
  record OverCap(Cap cap, Candidate nearest, List<Exclusion> excluded) implements Failure {}

  /**
   * What is left of the account's budget covers no able offer.
   *
   * @param needed the least charge that was refused
   */
  record OverBudget(BudgetState budget, Usd needed) implements Failure {}

  /**
   * An idempotency key that another job has.
   *
   * @param request id of the one that used it first
   */
  record IdempotencyConflict(String request) implements Failure {}

  /**
   * A request that has cost something, and whose answer is gone.
   *
   * @param request its id
   * @param why a sentence's part, such as {@code the picture could not be kept}
   */
  record AnswerLost(String request, Usd charge, String why) implements Failure {}

  /** Nothing is here. */
  record NotFound(String message) implements Failure {}

  /** The path is right, the method is not. */
  record MethodNotAllowed(String message) implements Failure {}

  /** The body did not arrive in time. */
  record SlowUpload(Duration limit) implements Failure {}

  /**
   * Body, side or pixels over the limit.
   *
   * @param value what was sent; -1 when only known to be more than the limit
   */
  record TooLarge(String what, long value, long limit, String unit) implements Failure {}

  /** Not the media type that this path reads, or an image format that the gateway does not. */
  record UnsupportedMediaType(String message) implements Failure {}

  /**
   * An image format that the gateway reads and no offer of the model does.
   *
   * @param read the formats that at least one of the model's offers reads
   */
  record NobodyReads(PictureFormat format, String model, Set<PictureFormat> read)
      implements Failure {}

  /** Fields that are missing, of a wrong type or out of range. */
  record Invalid(List<FieldError> errors) implements Failure {}

  /**
   * A model that is or was offered, by nobody who can be asked now.
   *
   * @param excluded every offer of the model, with why it was not asked
   */
  record NoOrchestrator(String model, List<Exclusion> excluded) implements Failure {}

  /**
   * Everybody is busy.
   *
   * @param attempts those that were turned away
   */
  record NoCapacity(String message, Duration retryAfter, List<AttemptRecord> attempts)
      implements Failure {
    /** We are, and nobody was asked. */
    public NoCapacity(String message, Duration retryAfter) {
      this(message, retryAfter, List.of());
    }
  }

  /** This process is ending. */
  record Draining() implements Failure {}

  /** The store is away: nothing could be booked, or the result could not be kept. */
  record StoreUnavailable(String message) implements Failure {}

  /** Every attempt failed. */
  record OrchestratorsFailed(List<AttemptRecord> attempts) implements Failure {}

  /** Not done in time, by these attempts. */
  record DeadlinePassed(Duration deadline, List<AttemptRecord> attempts) implements Failure {}

  /** Something about a quote: its order, or the wish for one. */
  sealed interface OfQuote extends Failure {
    /** The order is not the one that was quoted. */
    record Mismatch(String field, String quoted, String asked) implements OfQuote {}

    /** It does not hold any more. */
    record Expired(String quote, Instant expired) implements OfQuote {}

    /** An order was given under it before. */
    record Used(String quote) implements OfQuote {}

    /** What was promised is dearer than the order's own cap. */
    record OverCap(Cap cap, Usd charge, String orchestrator) implements OfQuote {}

    /**
     * No more may be promised now.
     *
     * @param outstanding what the quotes that may still be used are worth
     * @param retryAfter when enough of them will have expired
     */
    record Exhausted(Usd charge, Usd outstanding, Usd limit, Duration retryAfter)
        implements OfQuote {}
  }

  /** Something about a picture that is named instead of brought, or about bringing it ahead. */
  sealed interface OfReference extends Failure {
    /** What was named cannot be a picture's address, or leads to none. */
    record Bad(String message) implements OfReference {}

    /** Nothing is fetched from there. */
    record Barred(String message) implements OfReference {}

    /** No upload of the account has this id, or its time is over. */
    record Unknown(String message) implements OfReference {}

    /** The upload is here already. */
    record Taken(String upload) implements OfReference {}

    /** Another request puts it just now. */
    record BeingPut(String upload) implements OfReference {}

    /** Who has the picture did not give it; another time it may. */
    record Unavailable(String message) implements OfReference {}

    /** The picture did not come in time. */
    record Late(Duration limit) implements OfReference {}
  }

  /**
   * The account asks more often, or for more at a time, than it may on this instance.
   *
   * @param value with this request
   */
  record RateLimited(String message, long value, long limit, String unit, Duration retryAfter)
      implements Failure {}

  /** A bug of ours. */
  record Internal(String requestId) implements Failure {}

  /** The client closed the connection; nobody reads this. */
  record ClientGone() implements Failure {}
}
