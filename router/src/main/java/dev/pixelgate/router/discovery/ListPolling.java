package dev.pixelgate.router.discovery;

import dev.pixelgate.router.discovery.AddressSource.Listing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the list of orchestrators again and again; the last good one stays in force meanwhile.
 * Confined to the keeper's loop.
 */
final class ListPolling {
  private static final Logger LOG = LoggerFactory.getLogger(ListPolling.class);

  private final Loop loop;
  private final Optional<AddressSource> source;
  private final DiscoverySettings settings;
  private final Backoff backoff;
  private final DiscoveryWatch watch;
  private final Consumer<List<URI>> listed;
  private Loop.Timer timer = Loop.Timer.NONE;
  private Instant dueAt = Instant.MIN;
  private Runnable settled = () -> {};
  private boolean asking;
  private boolean stopped;
  private int failures;

  ListPolling(
      Loop loop,
      Optional<AddressSource> source,
      DiscoverySettings settings,
      Backoff backoff,
      DiscoveryWatch watch,
      Consumer<List<URI>> listed) {
    this.loop = loop;
    this.source = source;
    this.settings = settings;
    this.backoff = backoff;
    this.watch = watch;
    this.listed = listed;
  }

  /** Runs this whenever a question has ended. */
  void onSettled(Runnable action) {
    settled = action;
  }

  /** Whether there is a list at all. */
  boolean exists() {
    return source.isPresent();
  }

  /** Whether it is time to ask for it. */
  boolean isDue(Instant now) {
    return exists() && !stopped && !asking && !now.isBefore(dueAt);
  }

  /** Asks now, or goes on asking. */
  void soon() {
    if (source.isEmpty() || stopped || asking) {
      return;
    }
    asking = true;
    timer.stop();
    InTime.ask(
            loop,
            settings.timeout(),
            source.get()::fetch,
            () -> new Listing.Failed("no answer in " + settings.timeout().toMillis() + " ms"),
            ListPolling::bug)
        .onSuccess(this::answered);
  }

  void stop() {
    stopped = true;
    timer.stop();
  }

  private void answered(Listing listing) {
    asking = false;
    if (stopped) {
      return;
    }
    switch (listing) {
      case Listing.Listed(List<URI> addresses, int skipped) -> {
        failures = 0;
        watch.listed(addresses.size(), skipped);
        listed.accept(addresses);
      }
      case Listing.Failed(String reason) -> {
        failures++;
        if (failures == 1) {
          LOG.warn("orchestrators=list discovery=failed reason=\"{}\"", reason);
        }
        watch.listFailed(reason);
      }
    }
    Duration wait = failures == 0 ? backoff.jittered(settings.every()) : backoff.after(failures);
    dueAt = loop.instant().plus(wait);
    if (settings.byItself()) {
      timer = loop.after(wait, this::soon);
    }
    settled.run();
  }

  private static Listing bug(Throwable cause) {
    LOG.error("the list of orchestrators met an internal error", cause);
    return new Listing.Failed("an internal error");
  }
}
