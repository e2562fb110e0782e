package dev.pixelgate.function.sale;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Dispatcher;
import dev.pixelgate.router.InputImage;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Order;
import dev.pixelgate.router.Outcome;
import dev.pixelgate.router.Wish;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sells upscales.
 *
 * @param defaultModel for a request that names none
 * @param bills who keeps the money
 * @param receipts of orders that dispatched something
 * @param decisions of orders that asked somebody
 */
public record UpscaleSales(
    Dispatcher dispatcher,
    String defaultModel,
    Bills bills,
    Receipts receipts,
    OrderDecisions decisions)
    implements Sales {
  private static final Logger LOG = LoggerFactory.getLogger(UpscaleSales.class);

  /** Sells without receipts, and keeps no decisions. */
  public UpscaleSales(Dispatcher dispatcher, String defaultModel, Bills bills) {
    this(dispatcher, defaultModel, bills, Receipts.NONE, OrderDecisions.NONE);
  }

  /** The same of an order that leaves nothing in the store beside its money. */
  public Future<Sale> sell(
      ImagePart image, UpscaleParameters parameters, Terms terms, Cancellation cancellation) {
    return sell(image, parameters, terms, cancellation, Epilogue.NONE);
  }

  @Override
  public Future<Sale> sell(
      ImagePart image,
      UpscaleParameters parameters,
      Terms terms,
      Cancellation cancellation,
      Epilogue epilogue) {
    String model = parameters.modelId().orElse(defaultModel);
    Job job =
        new Job.Upscale(
            new Capability(Pipeline.UPSCALE, model),
            new InputImage(image.upload(), image.picture(), image.fileName()),
            new Wish(
                parameters.prompt(),
                parameters.safetyCheck(),
                parameters.seed(),
                parameters.inferenceSteps()));
    Duration left = terms.deadline().minus(terms.spent());
    OpenBill bill = bills.open(terms);
    Order order =
        new Order(
            terms.request(),
            job,
            job.pixels(),
            terms.account(),
            terms.caps(),
            left,
            terms.policy(),
            ThreadLocalRandom.current().nextLong(),
            terms.hops(),
            bill.bill(),
            terms.quote().isPresent());
    Receipts.Bought bought = new Receipts.Bought(terms, job.capability(), image, parameters);
    // Composed from the start: whatever throws on the way, the bill is closed.
    return Future.succeededFuture()
        .compose(begin -> dispatcher.dispatch(order, cancellation))
        .map(outcome -> sale(order, terms, outcome))
        .compose(
            sale ->
                close(
                    bill,
                    sale,
                    List.of(
                        epilogue,
                        s -> receipts.ofOrder(bought, s, bill.attempts()),
                        s -> decision(terms.request(), s))),
            bug -> bill.close(List.of()).compose(closed -> Future.failedFuture(bug)));
  }

  /** The client has its answer when the money and what goes with it are on disk. */
  private static Future<Sale> close(OpenBill bill, Sale sale, List<Epilogue> epilogues) {
    long start = System.nanoTime();
    List<Write> more = new ArrayList<>();
    epilogues.forEach(epilogue -> more.addAll(writes(epilogue, sale)));
    return bill.close(more).map(closed -> sale.closed(Duration.ofNanos(System.nanoTime() - start)));
  }

  /** Those of orders that asked nobody are kept beside them. */
  private List<Write> decision(String request, Sale sale) {
    return sale.attempts().isEmpty() ? List.of() : decisions.ofOrder(request);
  }

  /** What was bought is paid for and delivered, also when its receipt cannot be made. */
  private static List<Write> writes(Epilogue epilogue, Sale sale) {
    try {
      return epilogue.writes(sale);
    } catch (RuntimeException bug) {
      LOG.error("sale model={} leaves nothing: internal error", sale.model(), bug);
      return List.of();
    }
  }

  private static Sale sale(Order order, Terms terms, Outcome outcome) {
    String model = order.job().capability().model();
    if (outcome instanceof Outcome.Sold sold) {
      return new Sale.Done(model, order.pixels(), sold.charge(), sold);
    }
    return new Sale.NotDone(
        model, order.pixels(), outcome.charge(), failure(terms, outcome), outcome.attempts());
  }

  private static Failure failure(Terms terms, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Sold s -> throw new IllegalArgumentException("sold: " + s);
      case Outcome.OverCap o -> new Failure.OverCap(o.cap(), o.nearest(), o.excluded());
      case Outcome.OverBudget o -> new Failure.OverBudget(o.budget(), o.needed());
      case Outcome.QuoteUsed q -> new Failure.OfQuote.Used(q.quote());
      case Outcome.StoreAway s ->
          new Failure.StoreUnavailable(s.reason() + "; nothing was bought that is not booked");
      case Outcome.NobodyReads n -> new Failure.NobodyReads(n.format(), n.model(), n.read());
      case Outcome.UnknownModel u -> new Failure.UnknownModel(u.model(), u.models());
      case Outcome.NoOrchestrator n -> new Failure.NoOrchestrator(n.model(), n.excluded());
      case Outcome.NoCapacity n ->
          new Failure.NoCapacity(
              "every orchestrator is at its capacity", n.retryAfter(), n.attempts());
      case Outcome.JobWrong j -> new Failure.ModelError(j.message());
      case Outcome.BadImage b -> new Failure.BadImage(b.message());
      case Outcome.AllFailed a -> new Failure.OrchestratorsFailed(a.attempts());
      case Outcome.StoreFailed s -> new Failure.StoreUnavailable("the result could not be stored");
      case Outcome.DeadlinePassed d -> new Failure.DeadlinePassed(terms.deadline(), d.attempts());
      case Outcome.Cancelled c -> new Failure.ClientGone();
    };
  }
}
