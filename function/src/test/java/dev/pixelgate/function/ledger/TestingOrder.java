package dev.pixelgate.function.ledger;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.Claim;
import dev.pixelgate.router.Ending;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Reservation;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** An order on an event loop of its own, step by step from the thread of a test. */
final class TestingOrder {
  static final Capability CAPABILITY =
      new Capability(Pipeline.UPSCALE, "stabilityai/stable-diffusion-x4-upscaler");

  private final Context loop;
  private final LedgerBill bill;
  private final Owing owing;
  private Price price = Price.parse("0.000001 USD/px");
  private int attempt;
  private Usd charge = Usd.ZERO;

  TestingOrder(Vertx vertx, Ledger ledger, BillTerms terms, Owing owing) {
    this.loop = vertx.getOrCreateContext();
    this.bill = ledger.bill(terms);
    this.owing = owing;
  }

  LedgerBill bill() {
    return bill;
  }

  /** Asks for its 1,000 pixels at this price, from the next attempt on. */
  TestingOrder at(String asked) {
    price = Price.parse(asked);
    return this;
  }

  boolean isInWei() {
    return price instanceof WeiPerPixel;
  }

  /** The one that it is at, counted from 1. */
  int attempt() {
    return attempt;
  }

  private Claim claim(Usd charge) {
    return new Claim(
        attempt, "seller", CAPABILITY, new Pixels(1_000), price, charge, Optional.empty(), owing);
  }

  Future<Reservation> reserving(Usd amount) {
    return onLoop(
        () -> {
          attempt++;
          charge = amount;
          return bill.reserve(claim(amount));
        });
  }

  Future<Void> dispatching() {
    return onLoop(bill::dispatch);
  }

  Reservation reserve(Usd amount) {
    return await(reserving(amount));
  }

  void dispatch() {
    await(dispatching());
  }

  void settle() {
    end(new Ending.Settled(charge));
  }

  void lose() {
    end(new Ending.Lost(charge));
  }

  void bear() {
    end(new Ending.Borne(charge));
  }

  void release() {
    end(new Ending.Released());
  }

  void end(Ending ending) {
    await(
        onLoop(
            () -> {
              bill.end(ending);
              return Future.succeededFuture();
            }));
  }

  Future<Void> closing(Write... more) {
    return onLoop(() -> bill.close(List.of(more)));
  }

  void close(Write... more) {
    await(closing(more));
  }

  /** Returns when what was asked of it before has begun. */
  void waitForItsLoop() {
    await(onLoop(Future::succeededFuture));
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> step) {
    Promise<T> done = Promise.promise();
    loop.runOnContext(
        v -> {
          try {
            step.get().onComplete(done);
          } catch (RuntimeException e) {
            done.fail(e);
          }
        });
    return done.future();
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException("no answer in 60 s", e);
    }
  }
}
