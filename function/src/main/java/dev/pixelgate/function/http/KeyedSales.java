package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FailureBody;
import dev.pixelgate.function.idempotency.AccountKey;
import dev.pixelgate.function.idempotency.Claim;
import dev.pixelgate.function.idempotency.Claimed;
import dev.pixelgate.function.idempotency.IdempotencyKeys;
import dev.pixelgate.function.idempotency.JobDigest;
import dev.pixelgate.function.idempotency.StoredAnswer;
import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.function.sale.Sales;
import dev.pixelgate.function.sale.Terms;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.LooseMedia;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sells under idempotency keys: claims the key, has the order made, and keeps its answer with the
 * last of its money. The order goes on when its client leaves: who sends a key means to ask again.
 * Confined to one event loop.
 */
final class KeyedSales {
  private final IdempotencyKeys keys;
  private final Set<Cancellation> orders = new HashSet<>();

  KeyedSales(IdempotencyKeys keys) {
    this.keys = keys;
  }

  /** Stops every order: the server ends, and no client's leaving would stop them. */
  void stop() {
    List.copyOf(orders).forEach(Cancellation::cancel);
  }

  /**
   * Comes to the answer.
   *
   * @param sales to whom a fresh key goes
   * @param base of the media URLs of whoever asks
   * @param client says that it has gone
   */
  Future<Runnable> sell(
      Sales sales,
      Exchange exchange,
      String base,
      String key,
      ImagePart image,
      UpscaleParameters parameters,
      Terms terms,
      Cancellation client) {
    long start = System.nanoTime();
    return keys.claim(
            new AccountKey(terms.account(), key),
            JobDigest.of(image, parameters),
            terms.request(),
            terms.deadline().minus(terms.spent()),
            client)
        .compose(
            claimed ->
                switch (claimed) {
                  case Claimed.Replay(StoredAnswer answer) ->
                      Future.succeededFuture(() -> exchange.replay(answer, base));
                  case Claimed.Refused refused ->
                      Future.succeededFuture(() -> exchange.refuse(refused.failure()));
                  case Claimed.Fresh(Claim claim) -> {
                    Terms left = terms.later(Duration.ofNanos(System.nanoTime() - start));
                    yield order(sales, claim, image, parameters, left)
                        .map(sale -> () -> exchange.answer(sale, base));
                  }
                });
  }

  private Future<Sale> order(
      Sales sales, Claim claim, ImagePart image, UpscaleParameters parameters, Terms terms) {
    String request = terms.request();
    Cancellation order = new Cancellation();
    orders.add(order);
    return sales
        .sell(image, parameters, terms, order, sale -> claim.writes(kept(request, stopped(sale))))
        .map(KeyedSales::stopped)
        .onComplete(ended -> orders.remove(order))
        .compose(
            sale -> claim.end(kept(request, sale)).map(ended -> sale),
            bug -> {
              claim.abandon();
              return Future.failedFuture(bug);
            });
  }

  /** Nobody but this server gives up an order under a key. */
  private static Sale stopped(Sale sale) {
    return sale instanceof Sale.NotDone none && none.failure() instanceof Failure.ClientGone
        ? none.because(new Failure.Draining())
        : sale;
  }

  /**
   * What a repetition is told; nothing where it may try again, because nothing was paid and either
   * nobody was asked or the answer says itself to come again.
   */
  static Optional<StoredAnswer> kept(String request, Sale sale) {
    if (sale instanceof Sale.Done done && done.sold().media() instanceof LooseMedia) {
      return Optional.of(
          StoredAnswer.lost(
              request, sale.charge(), "its picture was in the first answer, and was not kept"));
    }
    boolean paid = sale.charge().compareTo(Usd.ZERO) > 0;
    boolean again =
        sale instanceof Sale.NotDone none
            && (none.attempts().isEmpty() || FailureBody.of(none.failure()).status() == 503);
    return again && !paid ? Optional.empty() : Optional.of(answer(request, sale));
  }

  private static StoredAnswer answer(String request, Sale sale) {
    SaleAnswer answer = SaleAnswer.of(sale);
    Map<String, String> headers = new LinkedHashMap<>();
    answer.headers().forEach((name, value) -> headers.put(name.toString(), value));
    return new StoredAnswer(
        request, answer.status(), headers, answer.beforeBase(), answer.afterBase());
  }
}
