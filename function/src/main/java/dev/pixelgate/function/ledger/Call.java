package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Addition;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.function.store.Write;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody wants to have written together. */
final class Call {
  private final List<Write> writes;
  private final boolean required;
  private final Promise<Void> done = Promise.promise();
  private final @Nullable Context caller = Vertx.currentContext();

  /**
   * By the thread that waits for it.
   *
   * @param required whether it is not to be written any more once it has failed
   */
  Call(List<Write> writes, boolean required) {
    this.writes = List.copyOf(writes);
    this.required = required;
  }

  boolean isRequired() {
    return required;
  }

  /** Completes on the caller's context. */
  Future<Void> future() {
    return done.future();
  }

  /** Whether it sends something on the word of an instance that is not this one. */
  boolean isOfAnotherThan(String instance) {
    return writes.stream()
        .anyMatch(w -> w instanceof DispatchBooking d && !d.instance().equals(instance));
  }

  void into(Batch batch) {
    writes.forEach(write -> into(batch, write));
  }

  private static void into(Batch batch, Write write) {
    switch (write) {
      case Booking booking -> booking.into(batch);
      case Addition addition -> batch.add(addition);
      default -> batch.after(write);
    }
  }

  /** Adds what is not there yet; all is, when one of its own bookings is. */
  Future<Void> missingInto(Batch batch, Session session) {
    List<Write> missing = new ArrayList<>();
    Future<Boolean> same = Future.succeededFuture(false);
    for (Write write : writes) {
      same = same.compose(found -> look(write, missing, session).map(one -> found || one));
    }
    return same.map(
        found -> {
          if (!found) {
            missing.forEach(write -> into(batch, write));
          }
          return null;
        });
  }

  private static Future<Boolean> look(Write write, List<Write> missing, Session session) {
    if (!(write instanceof Booking booking)) {
      missing.add(write);
      return Future.succeededFuture(false);
    }
    return booking
        .presence(session)
        .map(
            presence -> {
              if (presence == Booking.Presence.ABSENT) {
                missing.add(write);
              }
              return presence == Booking.Presence.SAME;
            });
  }

  /** One call for each of its writes, for when they cannot be written together. */
  List<Call> split() {
    return writes.stream().map(write -> new Call(List.of(write), required)).toList();
  }

  boolean isSingle() {
    return writes.size() == 1;
  }

  /** It is on disk. */
  void written() {
    for (Write write : writes) {
      if (write instanceof Booking booking) {
        booking.written();
      }
    }
    letKnow();
  }

  /** It is given up. */
  void lost() {
    writes.forEach(Write::lost);
    letKnow();
  }

  /** Tells a caller that only wants to know when there is nothing more to wait for. */
  void letKnow() {
    onCaller(() -> done.tryComplete());
  }

  void fail(Throwable cause) {
    onCaller(() -> done.tryFail(cause));
  }

  private void onCaller(Runnable answer) {
    if (caller == null) {
      answer.run();
    } else {
      caller.runOnContext(v -> answer.run());
    }
  }

  @Override
  public String toString() {
    return writes.toString();
  }
}
